package ledger.workspace;

import java.io.IOException;

/**
 * An earlier attempt at the same command had been interrupted, and has been completed instead of
 * making its change a second time.
 */
public final class FinishedNow extends IOException {
  private static final long serialVersionUID = 1;

  FinishedNow(String command) {
    super("nothing more was done: this was the same command, '" + command + "'");
  }
}
