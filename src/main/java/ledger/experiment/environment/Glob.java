package ledger.experiment.environment;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import ledger.io.FileTree;

/** Files by a path whose folders and name may have the wildcards of a glob. */
final class Glob {
  private Glob() {}

  /**
   * Regular files, and links to them, that match, by path; none if nothing does.
   *
   * @param start where a relative pattern starts; absolute patterns are possible too
   * @param path with forward slashes; {@code *}, {@code ?}, {@code [...]} and {@code {...}} match
   *     parts of one name
   */
  static List<Path> files(Path start, String path) {
    List<Path> found = List.of(start);
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty()) {
        found = found.stream().flatMap(folder -> matching(folder, name).stream()).toList();
      }
    }
    return found.stream().filter(Files::isRegularFile).toList();
  }

  private static List<Path> matching(Path folder, String name) {
    if (name.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0)) {
      return List.of(folder.resolve(name));
    }
    try {
      PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + name);
      return FileTree.list(folder).stream()
          .filter(file -> matcher.matches(file.getFileName()))
          .toList();
    } catch (PatternSyntaxException | UncheckedIOException e) {
      return List.of(); // nothing that could be there for us
    }
  }
}
