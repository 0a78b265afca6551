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

/** Files that are whole or not there at all, also after a loss of power. */
public final class DurableFile {
  private DurableFile() {}

  /** The file's bytes; null where there is none. */
  public static byte @Nullable [] content(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Writes a new file and waits until its content is on the disk. Whoever looks meanwhile, or after
   * a crash, may see a part of it.
   */
  public static void create(Path file, byte[] content) throws IOException {
    write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Makes a file that appears with its whole content and then lasts; its folder too, if missing.
   *
   * @throws FileAlreadyExistsException if there is one; it stays as it is
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

  /** Writes a file, in the place of one that may be there; its folder too, if missing. */
  public static void overwrite(Path file, byte[] content) throws IOException {
    replace(draft(file, content), file);
  }

  /** Puts a whole file, or a folder, in the place of another, and waits until that is known. */
  public static void replace(Path draft, Path target) throws IOException {
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(target);
  }

  /** Makes a folder and those above it that are missing, and waits until theirs know of them. */
  public static void makeFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      makeFolders(parent);
    }
    Files.createDirectories(folder); // Another process may be quicker.
    syncFolder(folder);
  }

  /** Waits until the folder of a file knows what is in it now. */
  public static void syncFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !hasModes(folder)) {
      return; // Windows cannot open a folder; its renames are journaled.
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Gives {@code file} the mode that {@code like} has, where there are modes. */
  public static void copyMode(Path like, Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && Files.exists(like)) {
      view.setPermissions(Files.getPosixFilePermissions(like));
    }
  }

  /** The file behind a chain of symbolic links; the path itself where nothing is there yet. */
  public static Path behindLinks(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
  }

  /** A hidden file beside the one to be, with its content on the disk. */
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
