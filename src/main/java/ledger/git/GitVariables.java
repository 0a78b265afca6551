package ledger.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables by which git is told where a repository's parts are, as far as they are set. */
record GitVariables(Map<String, String> environment) {
  private static final String INDEX = "index";

  /** Paths that git reads relative to the current folder. */
  private static final List<String> PATHS =
      List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY");

  /** Variables that change what is read, and that JGit ignores. */
  private static final List<String> UNKNOWN_TO_JGIT =
      List.of("GIT_REPLACE_REF_BASE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE");

  boolean areKnownToJGit() {
    return UNKNOWN_TO_JGIT.stream().noneMatch(environment::containsKey);
  }

  /** A path, made absolute. */
  Optional<Path> path(String name) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(Path.of(value).toAbsolutePath().normalize());
  }

  /** The paths of a list. */
  List<File> paths(String name) {
    List<File> paths = new ArrayList<>();
    for (String one : environment.getOrDefault(name, "").split(File.pathSeparator, -1)) {
      if (!one.isEmpty()) {
        paths.add(Path.of(one).toAbsolutePath().normalize().toFile());
      }
    }
    return paths;
  }

  /**
   * The folders above which git looks for no repository. It ignores relative ones, and does not
   * follow the links of those after an empty one.
   */
  List<Path> ceilings() throws IOException {
    List<Path> ceilings = new ArrayList<>();
    boolean follow = true;
    String list = environment.getOrDefault("GIT_CEILING_DIRECTORIES", "");
    for (String one : list.split(File.pathSeparator, -1)) {
      Path path = Path.of(one);
      follow &= !one.isEmpty();
      if (path.isAbsolute()) {
        ceilings.add(follow && Files.exists(path) ? path.toRealPath() : path.normalize());
      }
    }
    return ceilings;
  }

  /** Whether they name another repository than this one: git sets them for its hooks, too. */
  boolean areForeign(Path gitFolder) {
    Optional<Path> named = path("GIT_DIR");
    return named.isPresent()
        && !same(named.get(), gitFolder)
        // Git runs hooks in the work tree's top folder.
        && !same(gitFolder.resolveSibling(environment.get("GIT_DIR")), gitFolder);
  }

  /** The index from which the next commit is made. */
  Path index(Path gitFolder, Path root) {
    String named = environment.getOrDefault("GIT_INDEX_FILE", "");
    return named.isEmpty() || areForeign(gitFolder)
        ? gitFolder.resolve(INDEX)
        // Relative to the folder in which git runs hooks.
        : root.resolve(named);
  }

  /** The git program for a repository, told about it as these variables tell. */
  GitProgram program(Path gitFolder, Path root) {
    if (areForeign(gitFolder)) {
      return new GitProgram(root, Map.of());
    }
    Map<String, String> told = told();
    if (told.containsKey("GIT_DIR") || told.containsKey("GIT_WORK_TREE")) {
      told.put("GIT_DIR", gitFolder.toString());
    }
    told.computeIfPresent("GIT_INDEX_FILE", (name, value) -> root.resolve(value).toString());
    return new GitProgram(root, told);
  }

  /** All that git is told by them, in any folder. */
  Map<String, String> told() {
    Map<String, String> told = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("GIT_")) {
            told.put(name, value);
          }
        });
    PATHS.forEach(name -> path(name).ifPresent(path -> told.put(name, path.toString())));
    return told;
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }
}
