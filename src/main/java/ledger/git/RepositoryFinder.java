package ledger.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Finds a repository as git does: upwards from a folder, or through {@code GIT_DIR} and {@code
 * GIT_WORK_TREE}.
 *
 * <p>The two variables together take precedence if the folder is in that work tree. {@code GIT_DIR}
 * alone is used only if there is no repository around the folder: git sets it for its hooks, which
 * may look at another one.
 */
final class RepositoryFinder {
  private final Path start;
  private final @Nullable Path named;
  private final @Nullable Path workTree;

  /**
   * @param start an existing folder or file, with links resolved
   */
  RepositoryFinder(Path start, Map<String, String> environment) {
    this.start = start;
    this.named = path(environment, "GIT_DIR");
    this.workTree = path(environment, "GIT_WORK_TREE");
  }

  /** The repository, bare or not; to be closed by the caller. */
  Optional<Repository> find() throws IOException {
    if (named != null && workTree != null && start.startsWith(real(workTree))) {
      return Optional.of(open(named.toFile(), workTree.toFile()));
    }
    FileRepositoryBuilder around = new FileRepositoryBuilder().findGitDir(start.toFile());
    if (around.getGitDir() != null) {
      return Optional.of(open(around.getGitDir(), linkedTree(around.getGitDir().toPath())));
    }
    return named == null ? Optional.empty() : Optional.of(open(named.toFile(), null));
  }

  /**
   * The folder of a linked worktree. Its settings are those of the repository, and if that is bare,
   * JGit considers the worktree bare, too.
   */
  private static @Nullable File linkedTree(Path gitDir) throws IOException {
    Path back = gitDir.resolve("gitdir");
    if (!Files.isRegularFile(back) || !Files.isRegularFile(gitDir.resolve("commondir"))) {
      return null;
    }
    Path link = gitDir.resolve(Files.readString(back).strip());
    Path tree = link.getParent();
    return tree == null || !Files.isDirectory(tree) ? null : tree.toFile();
  }

  private static Repository open(File gitDir, @Nullable File workTree) throws IOException {
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().setMustExist(true).setGitDir(gitDir);
    if (workTree != null) {
      builder.setWorkTree(workTree);
    }
    try {
      return builder.build();
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("cannot read the git repository " + gitDir + ": " + e.getMessage(), e);
    }
  }

  private static Path real(Path path) throws IOException {
    return Files.exists(path) ? path.toRealPath() : path;
  }

  private static @Nullable Path path(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isEmpty() ? null : Path.of(value).toAbsolutePath().normalize();
  }
}
