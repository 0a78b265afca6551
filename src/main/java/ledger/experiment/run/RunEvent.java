package ledger.experiment.run;

import java.nio.file.Path;
import java.time.Duration;
import ledger.evidence.record.RunRecord;
import ledger.experiment.environment.SetupNotice;
import ledger.workspace.Environment;

/** What happens while an experiment is run; heard on the thread that runs it. */
public sealed interface RunEvent {
  /**
   * A step of making an environment, such as {@code installing requirements}.
   *
   * @param elapsed zero when it begins; heard about every 100 ms while it goes on
   */
  record SettingUp(Environment environment, String step, Duration elapsed) implements RunEvent {}

  /** Something about the environment that matters after its set-up too. */
  record SetupNoticed(Environment environment, SetupNotice notice) implements RunEvent {}

  /**
   * The experiment's process starts.
   *
   * @param log the file that gets its output; gone soon after the end
   */
  record ProcessStarted(PlannedRun run, Path log) implements RunEvent {}

  /**
   * The experiment reports its progress.
   *
   * @param step from 1
   */
  record StepReached(PlannedRun run, int step, int of, String text, Duration elapsed)
      implements RunEvent {}

  /** It still runs; heard about every 100 ms. */
  record StillRunning(PlannedRun run, Duration elapsed) implements RunEvent {}

  /** It ended, and its record is written unless it was cancelled. */
  record Finished(PlannedRun run, RunRecord record) implements RunEvent {}
}
