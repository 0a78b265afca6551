package ledger.experiment;

/**
 * Another process verifies in this workspace; measurements beside each other would be worthless.
 */
public final class VerifyRunning extends Exception {
  private static final long serialVersionUID = 1;

  VerifyRunning(String who) {
    super("another verify runs in this workspace (" + who + "); wait until it has ended");
  }
}
