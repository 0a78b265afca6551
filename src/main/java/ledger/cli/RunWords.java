package ledger.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
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
      case RunEvent.ProcessStarted started ->
          "running, at most " + started.run().experiment().timeout().toSeconds() + " s";
      case RunEvent.StepReached reached ->
          reached.step() + " of " + reached.of() + ": " + reached.text();
      case RunEvent.StillRunning still -> "still running, " + still.elapsed().toSeconds() + " s";
      case RunEvent.Finished finished -> ended(finished.record());
    };
  }

  private static String ended(RunRecord record) {
    long passed = record.checks().stream().filter(Check::ok).count();
    String kind = record.exit().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String text =
        "%s after %s s, %d of %d checks passed, %d samples"
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
        ? text + failed
        : text + failed + "\n" + record.exit().detail();
  }
}
