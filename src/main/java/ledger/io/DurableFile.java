package ledger.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes files that are complete or not there at all, even after a power failure. */
public final class DurableFile {
  private static final String DRAFT = ".tmp";

  private DurableFile() {}

  /** The file's bytes; null if there is no file. A link in its place is an error. */
  public static byte @Nullable [] content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readAllBytes();
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw named(file, e);
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
    List<Path> made = makeFolders(parent(file));
    Path draft = draft(file);
    boolean published = false;
    try {
      create(draft, content);
      link(draft, file);
      published = true;
      syncFolder(file);
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      if (published) {
        Files.deleteIfExists(file);
      }
      removeEmpty(made);
      throw e;
    }
  }

  private static void link(Path draft, Path file) throws IOException {
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
    }
  }

  /** Writes a file, replacing one that may exist; creates its folder too, if it is missing. */
  public static void overwrite(Path file, byte[] content) throws IOException {
    List<Path> made = makeFolders(parent(file));
    Path draft = draft(file);
    try {
      create(draft, content);
      replace(draft, file);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      removeEmpty(made);
      throw e;
    }
  }

  /**
   * Puts a complete file, or a folder, in the place of another, and waits until that is on disk.
   */
  public static void replace(Path draft, Path target) throws IOException {
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(target);
  }

  /**
   * Creates a folder and its missing parents, and waits until that is on disk.
   *
   * @return those that were missing, the innermost first
   */
  public static List<Path> makeFolders(Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path at = folder.toAbsolutePath();
        at != null && !Files.isDirectory(at);
        at = at.getParent()) {
      missing.add(at);
    }
    try {
      for (Path each : missing.reversed()) {
        Files.createDirectories(each); // Another process may have created it.
        syncFolder(each);
      }
    } catch (IOException e) {
      removeEmpty(missing);
      throw e;
    }
    return missing;
  }

  /** Removes folders, from the first to one that is not empty. */
  public static void removeEmpty(List<Path> folders) {
    try {
      for (Path folder : folders) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      return; // Something else is in it by now.
    }
  }

  /** Whether a file is what a process that was killed left of writing another one. */
  public static boolean isDraft(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.endsWith(DRAFT);
  }

  /** Waits until the entries of a file's folder are on disk. */
  public static void syncFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !hasModes(folder)) {
      return; // Windows cannot open a folder; its renames are journaled.
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw named(folder, e);
    }
  }

  /** A name next to the target; what was there, left of a killed process or a link, is gone. */
  private static Path draft(Path file) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + DRAFT);
    Files.deleteIfExists(draft);
    return draft;
  }

  private static Path parent(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }

  /** Writes all of a file, and waits until it is on disk. */
  static void write(Path file, byte[] content, OpenOption... options) throws IOException {
    try (FileChannel channel = FileChannel.open(file, options)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.truncate(content.length);
      channel.force(true);
    } catch (IOException e) {
      throw named(file, e);
    }
  }

  /** What the system says about a file that is open does not name it; this does. */
  public static IOException named(Path file, IOException e) {
    if (e instanceof FileSystemException) {
      return e;
    }
    FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
    named.initCause(e);
    return named;
  }

  /** Asked of the system, not of the mount that holds the folder: some have no entry for it. */
  private static boolean hasModes(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
