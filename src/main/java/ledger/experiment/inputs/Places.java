package ledger.experiment.inputs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ledger.io.Origins;

/**
 * The names of a project's files: relative to the workspace, with forward slashes, and beginning
 * with {@code ../} where they are above it in the same work tree. Also says which files never
 * count.
 */
final class Places {
  private static final String CACHE = "__pycache__";
  private static final List<String> NEVER = List.of(".git", ".hg", ".svn", ".ledger");
  private static final List<String> BACKUPS = List.of("~", ".swp", ".swo", ".swx", ".pyc", ".pyo");

  private final Path root;
  private final Path realRoot;
  private final Path top;
  private final Path realTop;
  private final Origins origins;
  private final Map<Path, Boolean> venvs = new ConcurrentHashMap<>();

  /**
   * @param root the workspace
   * @param top the work tree around it, with links resolved
   * @param origins where it is noted what was looked for
   */
  Places(Path root, Path top, Origins origins) {
    this.origins = origins;
    this.root = root;
    this.realRoot = real(root);
    this.realTop = realRoot.startsWith(top) ? top : realRoot;
    this.top = asGiven(root, realRoot.getNameCount() - realTop.getNameCount());
  }

  /** The work tree by the same path as the workspace, if that leads to it. */
  private Path asGiven(Path from, int up) {
    Path folder = from;
    for (int i = 0; i < up; i++) {
      Path parent = folder.getParent();
      if (parent == null) {
        return from;
      }
      folder = parent;
    }
    return real(folder).equals(realTop) ? folder : from;
  }

  private static Path real(Path folder) {
    try {
      return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  /** What a path of the project may begin with. */
  List<Path> tops() {
    return List.of(top, realTop, root, realRoot).stream().distinct().toList();
  }

  Path root() {
    return realRoot;
  }

  /** The name of a file; empty if it is not one of the project's. */
  Optional<String> name(Path file) {
    Path below;
    if (file.startsWith(root)) {
      below = root.relativize(file);
    } else if (file.startsWith(realRoot)) {
      below = realRoot.relativize(file);
    } else if (file.startsWith(top)) {
      below = root.relativize(file);
    } else if (file.startsWith(realTop)) {
      below = realRoot.relativize(file);
    } else {
      return Optional.empty();
    }
    return Optional.of(below.toString().replace('\\', '/'));
  }

  /** The file of a name. */
  Path file(String name) {
    return realRoot.resolve(name).normalize();
  }

  /** What version control knows the file by: links are resolved as far as they stay inside. */
  Path tracked(Path file) {
    try {
      Path real = file.toRealPath();
      return real.startsWith(realTop) ? real : file;
    } catch (IOException e) {
      return file;
    }
  }

  /**
   * The source of bytecode in its usual place; the file itself if it is something else, or if there
   * is not a source.
   */
  static Path source(Path file) {
    Path folder = file.getParent();
    String name = String.valueOf(file.getFileName());
    if (folder == null || !folder.endsWith(CACHE) || name.indexOf('.') < 0) {
      return file;
    }
    Path source = folder.resolveSibling(name.substring(0, name.indexOf('.')) + ".py");
    return Files.isRegularFile(source) ? source : file;
  }

  /** Whether a file counts if a run opens it: not what belongs to tools and environments. */
  boolean mayCount(Path file) {
    for (Path part : below(file)) {
      if (NEVER.contains(part.toString())) {
        return false;
      }
    }
    return !isInVenv(file);
  }

  /** Whether a file counts if it is only found: nor bytecode, nor what an editor leaves behind. */
  boolean mayBeFound(Path file) {
    String name = String.valueOf(file.getFileName());
    return mayCount(file)
        && !below(file).toString().contains(CACHE)
        && !name.startsWith(".#")
        && !(name.startsWith("#") && name.endsWith("#"))
        && !name.equals(".DS_Store")
        && BACKUPS.stream().noneMatch(name::endsWith);
  }

  private Path below(Path file) {
    for (Path each : tops()) {
      if (file.startsWith(each)) {
        return each.relativize(file);
      }
    }
    return file;
  }

  private boolean isInVenv(Path file) {
    for (Path folder = file.getParent();
        folder != null && !root.startsWith(folder) && !realRoot.startsWith(folder);
        folder = folder.getParent()) {
      if (venvs.computeIfAbsent(folder, at -> isVenv(at))) {
        return true;
      }
    }
    return false;
  }

  private boolean isVenv(Path folder) {
    return Files.isRegularFile(origins.add(folder.resolve("pyvenv.cfg")));
  }

  /** A file and the folders that it is in. */
  static List<Path> upwards(Path file) {
    List<Path> all = new ArrayList<>();
    for (Path each = file; each != null; each = each.getParent()) {
      all.add(each);
    }
    return all;
  }
}
