package ledger.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.jspecify.annotations.Nullable;

/** Where git looks for hooks: {@code core.hooksPath}, or the folder that all worktrees share. */
final class HookFolder {
  private HookFolder() {}

  static Path of(Checkout checkout) throws IOException {
    Optional<String> configured = hooksPath(checkout.repository());
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

  private static Optional<String> hooksPath(Repository repository) throws IOException {
    String configured = null;
    if (repository.getConfig().getBoolean("extensions", null, "worktreeConfig", false)) {
      configured = hooksPathOfWorktree(repository);
    }
    if (configured == null) {
      configured = repository.getConfig().getString("core", null, "hooksPath");
    }
    return Optional.ofNullable(configured).filter(path -> !path.isEmpty());
  }

  private static @Nullable String hooksPathOfWorktree(Repository repository) throws IOException {
    Path file = repository.getDirectory().toPath().resolve("config.worktree");
    FileBasedConfig config = new FileBasedConfig(file.toFile(), repository.getFS());
    try {
      config.load();
    } catch (ConfigInvalidException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return config.getString("core", null, "hooksPath");
  }

  private static Path commonFolder(Repository repository) {
    return repository.getCommonDirectory().toPath().toAbsolutePath().normalize();
  }
}
