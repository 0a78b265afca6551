package ledger.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.jspecify.annotations.Nullable;

/**
 * Git's settings including those of one working tree ({@code config.worktree}), which JGit ignores.
 */
public final class WorktreeConfig {
  private WorktreeConfig() {}

  /** A setting such as {@code core.hooksPath}: the working tree's, or else the repository's. */
  public static Optional<String> value(Repository repository, String section, String name)
      throws IOException {
    String value = null;
    if (repository.getConfig().getBoolean("extensions", null, "worktreeConfig", false)) {
      value = own(repository, section, name);
    }
    if (value == null) {
      value = repository.getConfig().getString(section, null, name);
    }
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }

  private static @Nullable String own(Repository repository, String section, String name)
      throws IOException {
    Path file = repository.getDirectory().toPath().resolve("config.worktree");
    FileBasedConfig config = new FileBasedConfig(file.toFile(), repository.getFS());
    try {
      config.load();
    } catch (ConfigInvalidException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return config.getString(section, null, name);
  }
}
