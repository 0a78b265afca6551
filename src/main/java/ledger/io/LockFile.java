package ledger.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file by which processes keep each other out. The system releases the lock of a process that
 * dies, so no lock ever has to be removed by hand.
 */
public final class LockFile implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private LockFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens the file, creating it if it is missing; nobody is kept out yet. A link is not followed.
   *
   * @throws Barred if another user has made the file
   */
  public static LockFile open(Path file) throws IOException {
    try {
      return new LockFile(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS));
    } catch (AccessDeniedException e) {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      String owner = Owner.name(file);
      throw new Barred(
          "cannot take the lock: " + file + " belongs to " + owner,
          "work as " + owner + ", or remove the file once no ledger runs");
    }
  }

  /** Takes the lock; false while somebody else has it, including a thread of this process. */
  public boolean tryLock() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Takes the lock after those who came before, in the system's own queue.
   *
   * @throws OverlappingFileLockException if a thread of this process has it
   */
  public void lock() throws IOException {
    channel.lock();
  }

  /** Leaves a note in the file, with a new time, for those who wait. */
  public void note(String text) throws IOException {
    // Setting the time by path would open and close the file, and so release the lock.
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    } catch (IOException e) {
      throw DurableFile.named(file, e);
    }
  }

  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Releases the lock; a thread that waits for it leaves the queue. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
