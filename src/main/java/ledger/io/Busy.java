package ledger.io;

import java.io.IOException;

/** Another command has held the ledger for longer than a command may wait. */
public final class Busy extends IOException {
  private static final long serialVersionUID = 1;

  Busy(String message) {
    super(message);
  }
}
