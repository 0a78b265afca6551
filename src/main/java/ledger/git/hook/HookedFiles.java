package ledger.git.hook;

import java.io.IOException;
import java.nio.file.Path;
import ledger.git.Checkout;
import ledger.text.ShellWord;

/**
 * What hooks check.
 *
 * @param ledger the ledger's file, inside the checkout
 * @param settings the ledger's settings; the file may be missing
 * @param usual where a command that runs in the checkout's root finds a ledger by itself
 */
public record HookedFiles(Path ledger, Path settings, Path usual) {
  /**
   * The same as git knows it.
   *
   * @param ledger relative to the root
   * @param settings relative to the root
   * @param usual the ledger that a command finds by itself in the root
   */
  public record Known(String ledger, String settings, String usual) {
    /** How a hook calls the check of this ledger. */
    public HookCall call() {
      return new HookCall(ledger.equals(usual) ? null : ShellWord.of(ledger));
    }
  }

  public Known in(Checkout checkout) throws IOException {
    return new Known(inside(checkout, ledger), inside(checkout, settings), inside(checkout, usual));
  }

  /**
   * What git calls a file of the checkout.
   *
   * @throws IOException if it is outside
   */
  static String inside(Checkout checkout, Path file) throws IOException {
    return checkout
        .inRepository(file)
        .orElseThrow(() -> new IOException(file + " is outside " + checkout.root()));
  }
}
