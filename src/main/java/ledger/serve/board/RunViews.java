package ledger.serve.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ledger.app.results.VerifyResult;
import ledger.app.runs.RunPhase;
import ledger.app.runs.RunState;
import ledger.document.TaskId;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ReasonWords;
import ledger.experiment.run.RunEvent;
import ledger.serve.board.Models.RunModel;
import ledger.site.page.Badge;
import ledger.text.Visible;
import org.jspecify.annotations.Nullable;

/** Verifications in words. */
final class RunViews {
  private RunViews() {}

  /** For a card. */
  static String brief(RunState run) {
    return switch (run.phase()) {
      case QUEUED -> "verification queued";
      case WAITING -> "waits for another verification";
      default -> "verifying";
    };
  }

  static RunModel model(RunState run, String root, boolean readOnly) {
    RunEvent latest = run.latest();
    RunEvent.StepReached step = latest instanceof RunEvent.StepReached reached ? reached : null;
    VerifyResult result = run.result();
    return new RunModel(
        root,
        run.handle(),
        run.tasks().isEmpty() ? "" : run.tasks().getFirst().value(),
        phase(run.phase()),
        what(run),
        run.phase().ended(),
        result != null && result.verified(true),
        step == null ? 0 : step.step(),
        step == null ? 0 : step.of(),
        Visible.lines(String.join("\n", run.log())),
        outcome(run),
        run.version(),
        readOnly);
  }

  private static String phase(RunPhase phase) {
    String word = phase.name().toLowerCase(Locale.ROOT);
    return phase == RunPhase.COMPLETED ? "ended" : word;
  }

  private static String what(RunState run) {
    return Visible.line(
        switch (run.phase()) {
          case QUEUED -> "Another verification of this board comes first.";
          case WAITING -> "Another verify is running here: " + run.holder() + ".";
          case RUNNING -> running(run.latest());
          case COMPLETED -> "It ran to its end.";
          case FAILED -> "It ended without a result.";
          case CANCELLED -> "It was cancelled; what ran was ended, and nothing was recorded.";
        });
  }

  private static String running(@Nullable RunEvent latest) {
    return switch (latest) {
      case null -> "Reading what has to run.";
      case RunEvent.SettingUp step ->
          "Setting up "
              + step.environment().name()
              + ": "
              + step.step()
              + ", "
              + step.elapsed().toSeconds()
              + " s";
      case RunEvent.SetupNoticed noticed -> "Setting up " + noticed.environment().name();
      case RunEvent.ProcessStarted started ->
          started.run().experiment().name()
              + " runs, at most "
              + started.run().experiment().timeout().toSeconds()
              + " s";
      case RunEvent.StepReached step ->
          step.run().experiment().name()
              + ": "
              + step.step()
              + " of "
              + step.of()
              + ", "
              + step.text();
      case RunEvent.StillRunning still ->
          still.run().experiment().name() + " runs, " + still.elapsed().toSeconds() + " s";
      case RunEvent.Finished finished -> finished.run().experiment().name() + " ended";
    };
  }

  private static List<String> outcome(RunState run) {
    List<String> lines = new ArrayList<>();
    VerifyResult result = run.result();
    if (result != null) {
      for (RunRecord made : result.runs()) {
        lines.add(made.experiment() + " in " + made.environment() + ": " + made.exit().detail());
      }
      for (TaskEvidence evidence : result.evidence()) {
        TaskId task = evidence.task();
        lines.add(
            task + ": " + Badge.of(evidence.status()).word() + ", " + ReasonWords.of(evidence));
      }
    }
    Exception failure = run.failure();
    if (failure != null) {
      lines.addAll(Explained.of(failure).lines());
    }
    return lines.stream().map(Visible::line).toList();
  }
}
