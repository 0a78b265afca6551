package ledger.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Whom files belong to. Who this process is, is tried with a new file where it cannot be asked. */
final class Owner {
  private static final Path SELF = Path.of("/proc/self");
  private static final int ROOT = 0;

  private Owner() {}

  /**
   * Whether a folder belongs to this process's user. To root, what belongs to the owner of the
   * folder around it does too, as in a container with a mounted folder.
   */
  static boolean isUs(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return true; // A system whose users are not of this kind.
    }
    int owner = number(folder, LinkOption.NOFOLLOW_LINKS);
    boolean known = Files.exists(SELF);
    int us = known ? number(SELF) : tried(folder);
    Path around = folder.toAbsolutePath().getParent();
    boolean mounted = us == ROOT && around != null && owner == number(around);
    // Where all files seem to belong to one user, as on some network shares, so do new ones.
    return owner == us || mounted || (known && owner == tried(folder));
  }

  /** The name of a file's owner, or its number. */
  static String name(Path file) throws IOException {
    return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
  }

  /** The owner that the system gives to a new file there; -1 if it allows none. */
  private static int tried(Path folder) throws IOException {
    Path file;
    try {
      file = Files.createTempFile(folder, ".owner", "");
    } catch (FileSystemException e) {
      return -1;
    }
    try {
      return number(file);
    } finally {
      Files.delete(file);
    }
  }

  private static int number(Path file, LinkOption... options) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid", options);
  }
}
