package ledger.mcp.tool;

import java.util.Optional;
import ledger.app.results.PlanWords;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** How far a verification is, in a few words. */
final class ProgressWords {
  private ProgressWords() {}

  static Optional<String> of(RunEvent event) {
    return Optional.ofNullable(words(event));
  }

  private static @Nullable String words(RunEvent event) {
    return switch (event) {
      case RunEvent.SettingUp step -> step.step();
      case RunEvent.SetupNoticed noticed -> null;
      case RunEvent.ProcessStarted started -> name(started.run()) + " started";
      case RunEvent.StepReached reached ->
          name(reached.run())
              + ": "
              + reached.step()
              + " of "
              + reached.of()
              + ", "
              + reached.text();
      case RunEvent.StillRunning still ->
          name(still.run()) + ": " + still.elapsed().toSeconds() + " s";
      case RunEvent.Finished finished -> name(finished.run()) + " finished";
    };
  }

  private static String name(PlannedRun run) {
    return run.task().id() + " " + run.experiment().name() + " in " + run.environment().name();
  }

  static String notRun(PlannedRun run) {
    return name(run) + " not run: " + PlanWords.of(run);
  }

  static String plan(PlannedRun run) {
    return name(run) + (run.run() ? " would run: " : " would not run: ") + PlanWords.of(run);
  }
}
