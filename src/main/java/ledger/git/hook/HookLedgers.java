package ledger.git.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ledger.git.Checkout;
import ledger.git.GitProgram;

/**
 * The ledgers that the hooks of a repository check. They are listed in git's configuration, which
 * all worktrees share as they share the hooks, one value of {@value #KEY} for each ledger.
 */
final class HookLedgers {
  /** The configuration's key; each value is a path from the root. */
  static final String KEY = "ledger.hook";

  private final Checkout checkout;
  private final GitProgram git;

  HookLedgers(Checkout checkout) {
    this.checkout = checkout;
    this.git = checkout.git();
  }

  /** Each once, in the order in which they were added. */
  List<String> listed() throws IOException {
    // A key that has no value is exit code 1.
    GitProgram.Output said = git.run("config", "-z", "--get-all", KEY);
    String all = said.exit() == 1 ? "" : said.orFail("git config");
    return all.isEmpty() ? List.of() : List.of(all.split("\0")).stream().distinct().toList();
  }

  /**
   * Adds a ledger; one that is listed stays so.
   *
   * @throws IOException if the configuration cannot be written, or a hook could not read the name
   */
  void add(String ledger) throws IOException {
    if (ledger.indexOf('\n') >= 0) {
      throw new IOException("a hook cannot check a ledger with a line end in its path: " + ledger);
    }
    if (!listed().contains(ledger)) {
      git.run("config", "--add", KEY, ledger).orFail("git config");
    }
  }

  void remove(String ledger) throws IOException {
    if (listed().contains(ledger)) {
      git.run("config", "--fixed-value", "--unset-all", KEY, ledger).orFail("git config");
    }
  }

  /** Lists exactly these. */
  void restore(List<String> before) throws IOException {
    for (String ledger : listed()) {
      if (!before.contains(ledger)) {
        remove(ledger);
      }
    }
    for (String ledger : before) {
      add(ledger);
    }
  }

  /** Those of a list that are neither in the folder nor in git here. */
  List<String> gone(List<String> ledgers) throws IOException {
    List<String> gone = new ArrayList<>();
    for (String ledger : ledgers) {
      Path file = checkout.root().resolve(ledger);
      if (!Files.exists(file) && !checkout.has(file)) {
        gone.add(ledger);
      }
    }
    return gone;
  }
}
