package ledger.git.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ledger.git.Checkout;

/**
 * Where git looks for hooks, as git itself says: {@code core.hooksPath}, or the folder that all
 * worktrees share.
 *
 * @param shared whether it is neither the checkout's nor its repository's
 */
record HookFolder(Path path, boolean shared) {
  static HookFolder of(Checkout checkout) throws IOException {
    Path root = checkout.root();
    String said =
        checkout
            .git()
            .run("rev-parse", "--git-path", "hooks", "--git-common-dir")
            .orFail("cannot ask git where its hooks are");
    List<Path> paths = said.lines().map(line -> root.resolve(line).normalize()).toList();
    Path hooks = paths.getFirst();
    boolean inside = hooks.startsWith(root) || hooks.startsWith(paths.getLast());
    return new HookFolder(hooks, !inside);
  }
}
