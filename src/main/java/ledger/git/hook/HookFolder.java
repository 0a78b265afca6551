package ledger.git.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import ledger.git.Checkout;
import ledger.git.WorktreeConfig;
import org.eclipse.jgit.lib.Repository;

/** Where git looks for hooks: {@code core.hooksPath}, or the folder that all worktrees share. */
final class HookFolder {
  private HookFolder() {}

  static Path of(Checkout checkout) throws IOException {
    Optional<String> configured = WorktreeConfig.value(checkout.repository(), "core", "hooksPath");
    if (configured.isEmpty()) {
      return commonFolder(checkout.repository()).resolve("hooks");
    }
    String path = configured.get();
    if (path.equals("~") || path.startsWith("~/")) {
      return Path.of(System.getProperty("user.home") + path.substring(1)).normalize();
    }
    return checkout.root().resolve(path).normalize();
  }

  /** Whether the folder is neither the checkout's nor its repository's. */
  static boolean isShared(Checkout checkout, Path folder) {
    return !folder.startsWith(checkout.root())
        && !folder.startsWith(commonFolder(checkout.repository()));
  }

  private static Path commonFolder(Repository repository) {
    return repository.getCommonDirectory().toPath().toAbsolutePath().normalize();
  }
}
