package ledger.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;

/** Writes files that are complete or not there at all, even after a power failure. */
public final class DurableFile {
  private DurableFile() {}

  /** The file's bytes; null if there is no file. */
  public static byte @Nullable [] content(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Writes a new file and waits until its content is on disk. Whoever reads it in the meantime, or
   * after a crash, may see only part of it.
   */
  public static void create(Path file, byte[] content) throws IOException {
    write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Creates a file that appears with all of its content and survives a crash; creates its folder
   * too, if it is missing.
   *
   * @throws FileAlreadyExistsException if the file exists; it stays as it is
   */
  public static void publish(Path file, byte[] content) throws IOException {
    Path draft = draft(file, content);
    try {
      // A link cannot replace a file; a rename can. Not every file system has links.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    syncFolder(file);
  }

  /** Writes a file, replacing one that may exist; creates its folder too, if it is missing. */
  public static void overwrite(Path file, byte[] content) throws IOException {
    replace(draft(file, content), file);
  }

  /**
   * Puts a complete file, or a folder, in the place of another, and waits until that is on disk.
   */
  public static void replace(Path draft, Path target) throws IOException {
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(target);
  }

  /** Creates a folder and its missing parents, and waits until that is on disk. */
  public static void makeFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      makeFolders(parent);
    }
    Files.createDirectories(folder); // Another process may have created it.
    syncFolder(folder);
  }

  /** Waits until the entries of a file's folder are on disk. */
  public static void syncFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !hasModes(folder)) {
      return; // Windows cannot open a folder; its renames are journaled.
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Gives {@code file} the permissions of {@code like}, if the system has permissions. */
  public static void copyMode(Path like, Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && Files.exists(like)) {
      view.setPermissions(Files.getPosixFilePermissions(like));
    }
  }

  /** The file at the end of a chain of symbolic links; the path itself if it does not exist yet. */
  public static Path behindLinks(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
  }

  /** A hidden file next to the target, with its content on disk. */
  private static Path draft(Path file, byte[] content) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".tmp");
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      makeFolders(folder);
    }
    write(
        draft,
        content,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
    return draft;
  }

  private static void write(Path file, byte[] content, OpenOption... options) throws IOException {
    try (FileChannel channel = FileChannel.open(file, options)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Asked of the system, not of the mount that holds the folder: some have no entry for it. */
  private static boolean hasModes(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
