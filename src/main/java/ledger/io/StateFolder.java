package ledger.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder for what only this machine needs and can create again: environments, locks, the journal.
 * What is in it is obeyed, so it is used only if this user's ledger can have made it: it is not a
 * link, and does not belong to somebody else.
 *
 * @param path where it is; it may be missing
 */
public record StateFolder(Path path) {
  /**
   * Creates it if it is missing, with a file that makes git ignore all of it.
   *
   * @return its path
   * @throws Barred if it is a link, or somebody else's
   */
  public Path make() throws IOException {
    requireOwn(path);
    Path ignore = path.resolve(".gitignore");
    if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(path);
      try {
        Files.writeString(ignore, "*\n", StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        return path; // another process created it
      } catch (IOException e) {
        Files.deleteIfExists(ignore);
        throw e;
      }
    }
    return path;
  }

  /**
   * Something in it, which may be missing, as may the folder itself.
   *
   * @throws Barred if the folder or this is a link, or if one of them is somebody else's folder
   */
  public Path at(String name) throws IOException {
    requireOwn(path);
    Path inside = path.resolve(name);
    requireOwn(inside);
    return inside;
  }

  /**
   * A file in it; the folder is created if it is missing, the file is not.
   *
   * @throws UncheckedIOException if the folder cannot be made, or the file is a link
   */
  public Path file(String name) {
    try {
      make();
      return at(name);
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

  private static void requireOwn(Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      throw new Barred(
          folder + " is a link, and ledger does not follow it",
          "it may have come with a clone: remove the link, and ledger makes its own");
    }
    if (Files.isDirectory(folder) && !Owner.isUs(folder)) {
      String owner = Owner.name(folder);
      throw new Barred(
          folder + " belongs to " + owner + ", so ledger does not use what is in it",
          "work as " + owner + ", or remove the folder: it holds only undo and caches");
    }
  }
}
