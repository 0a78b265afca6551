package ledger.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;
import ledger.evidence.record.Observed;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.RunTraces;
import ledger.experiment.environment.Alteration;
import ledger.experiment.environment.SetupNotice;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.RunEvent;
import ledger.text.Numbers;

/** Words for runs that are planned or in progress. */
public final class RunWords {
  private RunWords() {}

  public static String name(PlannedRun run) {
    return run.task().id() + " " + run.experiment().name() + " in " + run.environment().name();
  }

  /** What is happening, in one line; the result of a run may take several. */
  static String text(RunEvent event) {
    return switch (event) {
      case RunEvent.SettingUp step ->
          step.elapsed().isZero()
              ? step.step()
              : step.step() + ", " + step.elapsed().toSeconds() + " s";
      case RunEvent.SetupNoticed noticed -> text(noticed.notice());
      case RunEvent.ProcessStarted started ->
          "running, at most " + started.run().experiment().timeout().toSeconds() + " s";
      case RunEvent.StepReached reached ->
          reached.step() + " of " + reached.of() + ": " + reached.text();
      case RunEvent.StillRunning still -> "still running, " + still.elapsed().toSeconds() + " s";
      case RunEvent.Finished finished -> ended(finished.record());
    };
  }

  private static String text(SetupNotice notice) {
    return switch (notice) {
      case SetupNotice.Altered altered ->
          "the environment is not as it was installed: "
              + Alteration.words(altered.found())
              + "; making it again";
      case SetupNotice.UvUnusable unusable ->
          unusable.uv() + " " + unusable.why() + "; using pip instead";
      case SetupNotice.Locked locked -> "locked the script's dependencies in " + locked.file();
    };
  }

  /** What a program other than Python reads is not seen; whoever runs it can say what that is. */
  private static String unseen(RunRecord record) {
    Observed observed = record.inputs().observed();
    RunTraces traces = record.traces();
    if (observed == null || traces == null) {
      return record.imported() == null ? "\nwhat it used could not be observed" : "";
    }
    return traces.commands().isEmpty() || !observed.declared().inputs().isEmpty()
        ? ""
        : "\nit started "
            + String.join(", ", traces.commands())
            + ", and what that reads is not seen: name those files in the header, such as inputs ="
            + " [\"src/**\"]";
  }

  private static String ended(RunRecord record) {
    long passed = record.checks().stream().filter(Check::ok).count();
    String kind = record.exit().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String text =
        "%s after %s s, %s of %s checks passed, %s samples"
            .formatted(
                kind,
                Numbers.tenths(record.durationMillis() / 1000.0),
                passed,
                record.checks().size(),
                record.samples().size());
    String failed =
        record.checks().stream()
            .filter(check -> !check.ok())
            .map(check -> "\nfailed: " + check.id() + " " + check.title() + ": " + check.detail())
            .collect(Collectors.joining());
    return record.exit().kind() == Exit.Kind.COMPLETED
        ? text + failed + unseen(record)
        : text + failed + "\n" + record.exit().detail() + log(record);
  }

  private static String log(RunRecord record) {
    return record.log().text().isBlank()
        ? "\nit printed nothing"
        : "\n'ledger results show " + record.run() + "' prints its log";
  }
}
