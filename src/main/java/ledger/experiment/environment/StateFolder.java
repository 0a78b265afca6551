package ledger.experiment.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** {@code .ledger} below the workspace: what can be made again and is never committed. */
public record StateFolder(Path folder) {
  /** Makes it, with a file that keeps git away from it. */
  public static StateFolder below(Path root) {
    Path folder = root.resolve(".ledger");
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(".gitignore"), "*\n", StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      return new StateFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    return new StateFolder(folder);
  }

  /** A folder in it, made if it is missing. */
  Path sub(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder.resolve(name), e);
    }
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Removes a folder with everything in it; links are not followed. */
  public static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
