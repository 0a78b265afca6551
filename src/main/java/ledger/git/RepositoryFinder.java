package ledger.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Finds a repository as git does: upwards from a folder, or through {@code GIT_DIR} and {@code
 * GIT_WORK_TREE}.
 *
 * <p>The two variables together take precedence if the folder is in that work tree; {@code
 * GIT_WORK_TREE} alone says there where the tree of the repository around it is. {@code GIT_DIR}
 * alone is used only if there is no repository around the folder: git sets it for its hooks, which
 * may look at another one.
 */
final class RepositoryFinder {
  private final Path start;
  private final GitVariables variables;
  private final @Nullable Path named;
  private final @Nullable Path workTree;

  /**
   * @param start an existing folder or file, with links resolved
   */
  RepositoryFinder(Path start, GitVariables variables) {
    this.start = start;
    this.variables = variables;
    this.named = variables.path("GIT_DIR").orElse(null);
    this.workTree = variables.path("GIT_WORK_TREE").orElse(null);
  }

  /** The repository, bare or not; to be closed by the caller. */
  Optional<Repository> find() throws IOException {
    if (named != null && workTree != null && start.startsWith(real(workTree))) {
      return Optional.of(open(named, workTree));
    }
    Path here = real(Path.of("").toAbsolutePath());
    Optional<Path> around = around(start, here);
    if (named == null && workTree != null && start.startsWith(real(workTree))) {
      Optional<Path> found = around.isPresent() ? around : around(here, here);
      return found.isPresent() ? Optional.of(open(found.get(), workTree)) : Optional.empty();
    }
    if (around.isPresent()) {
      return Optional.of(placed(around.get(), beside(around.get())));
    }
    return named == null
        ? Optional.empty()
        : Optional.of(placed(named, start.startsWith(here) ? here : null));
  }

  /** The nearest repository at or above a path. */
  private Optional<Path> around(Path from, Path here) throws IOException {
    FileRepositoryBuilder builder = new FileRepositoryBuilder();
    for (Path ceiling : variables.ceilings()) {
      // Git does not look in these, unless it is called there.
      if (!ceiling.equals(here)) {
        builder.addCeilingDirectory(ceiling.toFile());
      }
    }
    builder.findGitDir(from.toFile());
    return Optional.ofNullable(builder.getGitDir()).map(File::toPath);
  }

  /**
   * Opens a repository with the work tree that its settings name.
   *
   * @param otherwise the work tree if they name none; null if it has none then
   */
  private Repository placed(Path gitDir, @Nullable Path otherwise) throws IOException {
    Path back = gitDir.resolve("gitdir");
    Path common = gitDir.resolve("commondir");
    boolean isLinked = Files.isRegularFile(back) && Files.isRegularFile(common);
    Path home = isLinked ? gitDir.resolve(Files.readString(common).strip()) : gitDir;
    Config settings = settings(null, home.resolve("config"));
    boolean own = settings.getBoolean("extensions", "worktreeConfig", false);
    if (own) {
      settings = settings(settings, gitDir.resolve("config.worktree"));
    }
    Path tree = otherwise;
    if (isLinked) {
      Path linked = gitDir.resolve(Files.readString(back).strip()).getParent();
      tree = linked != null && Files.isDirectory(linked) ? linked : otherwise;
      if (!own) {
        return open(gitDir, tree); // The settings are those of the main work tree.
      }
    }
    if (settings.getBoolean("core", "bare", false)) {
      return open(gitDir, null);
    }
    String set = settings.getString("core", null, "worktree");
    return open(gitDir, set == null ? tree : gitDir.resolve(set).normalize());
  }

  /**
   * A repository's own settings. Git asks no others for its place: neither those of its owner nor
   * those that they include, which JGit would read.
   */
  private static Config settings(@Nullable Config defaults, Path file) throws IOException {
    Config settings = new Config(defaults);
    try {
      if (Files.isRegularFile(file)) {
        settings.fromText(new String(Files.readAllBytes(file), UTF_8));
      }
      return settings;
    } catch (ConfigInvalidException e) {
      throw new IOException("cannot read git's settings " + file + ": " + e.getMessage(), e);
    }
  }

  /** The nearest folder with a {@code .git}; null in a git folder. */
  private @Nullable Path beside(Path gitDir) {
    for (Path at = start; at != null && !at.equals(gitDir); at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    return null;
  }

  private Repository open(Path gitDir, @Nullable Path tree) throws IOException {
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().setMustExist(true).setGitDir(gitDir.toFile());
    if (tree == null) {
      builder.setBare();
    } else {
      builder.setWorkTree(tree.toFile());
    }
    if (!variables.areForeign(gitDir)) {
      variables.path("GIT_COMMON_DIR").ifPresent(at -> builder.setGitCommonDir(at.toFile()));
      variables
          .path("GIT_OBJECT_DIRECTORY")
          .ifPresent(at -> builder.setObjectDirectory(at.toFile()));
      variables
          .paths("GIT_ALTERNATE_OBJECT_DIRECTORIES")
          .forEach(builder::addAlternateObjectDirectory);
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
}
