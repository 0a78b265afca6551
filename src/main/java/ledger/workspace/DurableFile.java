package ledger.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Writes that are whole or not there at all, also after a loss of power. */
final class DurableFile {
  private DurableFile() {}

  /** Writes a new file and waits until it is on the disk. */
  static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Puts a whole file in the place of another, and waits until the folder knows it. */
  static void replace(Path temporary, Path target) throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(target);
  }

  /** Makes a folder and those above it that are missing, and waits until theirs know of them. */
  static void makeFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      makeFolders(parent);
    }
    Files.createDirectory(folder);
    syncFolder(folder);
  }

  static void syncFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null
        || !Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
      return; // Windows cannot open a folder; its renames are journaled.
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Gives {@code file} the mode that {@code like} has. */
  static void copyMode(Path like, Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && Files.exists(like)) {
      view.setPermissions(Files.getPosixFilePermissions(like, new LinkOption[0]));
    }
  }

  /** The file behind a chain of symbolic links; the path itself where nothing is there yet. */
  static Path behindLinks(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
  }
}
