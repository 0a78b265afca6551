package ledger.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file by which processes keep each other out. The system takes the lock back from a process that
 * dies, so none ever needs a human.
 */
public final class LockFile implements AutoCloseable {
  private final FileChannel channel;

  private LockFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens it, and makes it if it is missing; nobody is kept out yet. */
  public static LockFile open(Path file) throws IOException {
    return new LockFile(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** Takes the lock; false while somebody else has it, a thread of this process too. */
  public boolean tryLock() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Takes the lock once those have had it who came before, in the system's own queue.
   *
   * @throws OverlappingFileLockException if a thread of this process has it
   */
  public void lock() throws IOException {
    channel.lock();
  }

  /** Leaves a note in the file, with a new time, for those who wait. */
  public void note(String text) throws IOException {
    // By the file's name it would be opened and closed, and with that the lock given away.
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Gives the lock away; a thread that waits for it leaves the queue. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
