package ledger.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to run experiments in a workspace: one process at a time. The system takes it back from
 * a process that died.
 */
public final class VerifyLock implements AutoCloseable {
  private final FileChannel channel;

  private VerifyLock(FileChannel channel) {
    this.channel = channel;
  }

  static VerifyLock take(Path file) throws VerifyRunning {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        lock = null;
      }
      if (lock == null) {
        channel.close();
        String who = Files.readString(file).strip();
        throw new VerifyRunning(who.isEmpty() ? "process unknown" : who);
      }
      channel.truncate(0);
      String who = "process " + ProcessHandle.current().pid();
      channel.write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)));
      return new VerifyLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }

  boolean isHeld() {
    return channel.isOpen();
  }

  /** Lets the next one in. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the lock", e);
    }
  }
}
