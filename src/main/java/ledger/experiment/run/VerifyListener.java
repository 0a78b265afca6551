package ledger.experiment.run;

import java.time.Duration;
import ledger.evidence.record.RunRecord;
import ledger.workspace.Environment;

/**
 * Is told what a verification does, in the thread that runs it. By default every method does
 * nothing.
 */
public interface VerifyListener {
  /** Ignores everything. */
  VerifyListener NONE = new VerifyListener() {};

  /** A step of creating an environment begins, such as {@code installing requirements}. */
  default void settingUp(Environment environment, String step) {}

  /** The same step continues; called about every 100 ms. */
  default void settingUp(Environment environment, String step, Duration elapsed) {}

  /** The experiment's process starts. */
  default void started(PlannedRun run) {}

  /**
   * The experiment reports its progress.
   *
   * @param step from 1
   */
  default void step(PlannedRun run, int step, int of, String text, Duration elapsed) {}

  /** It is still running; called about every 100 ms. */
  default void alive(PlannedRun run, Duration elapsed) {}

  /** It ended, and its record is written unless it was cancelled. */
  default void finished(PlannedRun run, RunRecord record) {}
}
