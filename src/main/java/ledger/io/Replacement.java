package ledger.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a file other content and leaves it everything else that belongs to it: mode, owner, group,
 * extended attributes, access lists, further links. What a file allows is tried, not asked of the
 * mount table, in which it may have no entry.
 */
public final class Replacement {
  /** What the system says where it is the disk that fails, and another way would fail too. */
  private static final Set<String> DISK =
      Set.of(
          "Input/output error",
          "No space left on device",
          "Disk quota exceeded",
          "File too large",
          "Read-only file system");

  private static final Set<PosixFilePermission> WRITE =
      Set.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private Replacement() {}

  /** Why a file cannot be replaced by another one, and is written in place. */
  public enum Hindrance {
    /** Another name of the same file would keep the old content. */
    HARD_LINKS,
    /** This user may not make a file with that owner, group or mode. */
    OWNER,
    /** No file can be made in its folder. */
    FOLDER,
    /** The system does not let another file take its place, as where it is a mount point. */
    MOUNTED
  }

  /**
   * Makes sure that this user may change a file. What root may, the system knows: a mode does not
   * stop root.
   *
   * @throws Barred if it is read-only, or this user may not write it
   */
  public static void requireWritable(Path file) throws IOException {
    if (Files.isWritable(file)) {
      return;
    }
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && Collections.disjoint(view.readAttributes().permissions(), WRITE)) {
      throw new Barred(
          file + " is read-only; nothing was changed",
          "if git-lfs keeps it so until it is locked, 'git lfs lock' makes it writable; otherwise"
              + " 'chmod u+w' does");
    }
    throw new Barred(
        file + " cannot be written by this user; nothing was changed",
        "it belongs to " + Owner.name(file) + ", or its disk is read-only");
  }

  /**
   * Writes the new content next to the file, with everything else as the file has it.
   *
   * @param file exists
   * @return why that cannot take the file's place; then there is no draft
   */
  public static Optional<Hindrance> draft(Path file, Path draft, byte[] content)
      throws IOException {
    if (links(file) > 1) {
      return Optional.of(Hindrance.HARD_LINKS);
    }
    Files.deleteIfExists(draft);
    try {
      Files.copy(file, draft, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (FileSystemException e) {
      Files.deleteIfExists(draft);
      if (isFault(e) && Files.isWritable(parent(file))) {
        throw e;
      }
      return Optional.of(Hindrance.FOLDER);
    }
    if (!owner(file).equals(owner(draft))) {
      Files.delete(draft);
      return Optional.of(Hindrance.OWNER);
    }
    DurableFile.write(draft, content, StandardOpenOption.WRITE);
    DurableFile.syncFolder(draft);
    return Optional.empty();
  }

  /**
   * Gives a file other content, or creates it; an exception means that it has its former one.
   *
   * @param file no link
   */
  public static void overwrite(Path file, byte[] content) throws IOException {
    byte[] former = DurableFile.content(file);
    if (former == null) {
      DurableFile.overwrite(file, content);
      return;
    }
    requireWritable(file);
    Path draft = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      if (draft(file, draft, content).isPresent() || !exchange(draft, file)) {
        inPlace(file, content);
      }
      DurableFile.syncFolder(file);
    } catch (IOException e) {
      restore(file, former, e);
      throw e;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void restore(Path file, byte[] former, IOException because) {
    try {
      if (!Arrays.equals(former, DurableFile.content(file))) {
        inPlace(file, former);
      }
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** Writes a file's content over the former one. A crash may leave a part of each. */
  public static void inPlace(Path file, byte[] content) throws IOException {
    DurableFile.write(file, content, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Puts a draft in the file's place; not yet on disk.
   *
   * @return false if the system does not allow it for this file
   */
  public static boolean exchange(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (FileSystemException e) {
      if (isFault(e) || !Files.exists(file) || !Files.exists(draft)) {
        throw e;
      }
      return false;
    }
  }

  /** Whether it is the disk that fails, as far as the system's words are known. */
  private static boolean isFault(FileSystemException e) {
    return e.getReason() != null && DISK.contains(e.getReason());
  }

  private static int links(Path file) throws IOException {
    return hasUnixAttributes(file) ? (Integer) Files.getAttribute(file, "unix:nlink") : 1;
  }

  private static Map<String, Object> owner(Path file) throws IOException {
    return hasUnixAttributes(file) ? Files.readAttributes(file, "unix:uid,gid,mode") : Map.of();
  }

  private static boolean hasUnixAttributes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }
}
