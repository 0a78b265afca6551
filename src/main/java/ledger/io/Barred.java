package ledger.io;

import java.io.IOException;

/** Something on the disk that ledger does not use or change as it is, and what to do about it. */
public final class Barred extends IOException {
  private static final long serialVersionUID = 1;

  private final String help;

  public Barred(String message, String help) {
    super(message);
    this.help = help;
  }

  /** What to do about it. */
  public String help() {
    return help;
  }
}
