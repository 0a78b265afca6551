package ledger.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder for what only this machine needs and can create again: environments, locks, the journal.
 *
 * @param path where it is; it may be missing
 */
public record StateFolder(Path path) {
  /**
   * Creates it if it is missing, with a file that makes git ignore all of it.
   *
   * @return its path
   */
  public Path make() throws IOException {
    Path ignore = path.resolve(".gitignore");
    if (!Files.exists(ignore)) {
      Files.createDirectories(path);
      try {
        Files.writeString(ignore, "*\n", StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        return path; // another process created it
      }
    }
    return path;
  }

  /**
   * A file in it; the folder is created if it is missing, the file is not.
   *
   * @throws UncheckedIOException if the folder cannot be made
   */
  public Path file(String name) {
    try {
      return make().resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + path, e);
    }
  }

  /**
   * A folder in it, created if it is missing.
   *
   * @throws UncheckedIOException if it cannot be made
   */
  public Path folder(String name) {
    Path folder = file(name);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }
}
