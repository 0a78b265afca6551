package ledger.git.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import ledger.git.Checkout;

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
   * @param named whether a command must be told which ledger
   */
  record Known(String ledger, String settings, boolean named) {}

  Known in(Checkout checkout) throws IOException {
    String file = inside(checkout, ledger);
    boolean found = checkout.inRepository(usual).equals(Optional.of(file));
    return new Known(file, inside(checkout, settings), !found);
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
