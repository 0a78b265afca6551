package ledger.experiment.run;

import java.time.Duration;

/** Another process is verifying in this workspace; simultaneous measurements would be worthless. */
public final class VerifyRunning extends Exception {
  private static final long serialVersionUID = 1;

  VerifyRunning(String who, Duration waited) {
    super(
        "another verify is running in this workspace ("
            + who
            + (waited.isZero() ? ")" : "), and still is after " + waited.toMinutes() + " min"));
  }
}
