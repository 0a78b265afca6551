package ledger.experiment.run;

import java.time.Duration;
import ledger.evidence.record.RunRecord;
import ledger.workspace.Environment;

/**
 * Hears what a verification does, on the thread that runs it. Every method does nothing by default.
 */
public interface VerifyListener {
  /** Hears nothing. */
  VerifyListener NONE = new VerifyListener() {};

  /** A step of making an environment begins, such as {@code installing requirements}. */
  default void settingUp(Environment environment, String step) {}

  /** The same step still goes on; called about every 100 ms. */
  default void settingUp(Environment environment, String step, Duration elapsed) {}

  /** The experiment's process starts. */
  default void started(PlannedRun run) {}

  /**
   * The experiment says where it is.
   *
   * @param step from 1
   */
  default void step(PlannedRun run, int step, int of, String text, Duration elapsed) {}

  /** It still runs; called about every 100 ms. */
  default void alive(PlannedRun run, Duration elapsed) {}

  /** It ended, and its record is written unless it was cancelled. */
  default void finished(PlannedRun run, RunRecord record) {}
}
