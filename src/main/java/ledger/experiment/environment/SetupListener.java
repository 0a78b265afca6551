package ledger.experiment.environment;

import java.time.Duration;

/** Hears how an environment is made. */
public interface SetupListener {
  /**
   * Of each step, and about every 100 ms how long it has taken.
   *
   * @param elapsed zero when the step begins
   */
  void step(String step, Duration elapsed);

  /** Of what matters afterwards too. */
  default void notice(SetupNotice notice) {}
}
