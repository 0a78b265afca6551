package ledger.io;

import java.io.IOException;

/** Another command has held the lock for longer than a command waits. */
public final class Busy extends IOException {
  private static final long serialVersionUID = 1;

  Busy(String message) {
    super(message);
  }
}
