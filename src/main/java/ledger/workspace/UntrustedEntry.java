package ledger.workspace;

import java.io.IOException;

/** An entry of the journal that is not obeyed. */
final class UntrustedEntry extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param message why, about "it"
   */
  UntrustedEntry(String message) {
    super(message);
  }
}
