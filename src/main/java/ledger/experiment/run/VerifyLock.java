package ledger.experiment.run;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The right to run experiments in a workspace: one process at a time. The system takes it back from
 * a process that died.
 */
public final class VerifyLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final FileChannel channel;
  private final boolean waited;

  private VerifyLock(FileChannel channel, boolean waited) {
    this.channel = channel;
    this.waited = waited;
  }

  /**
   * Takes it, waiting for another process to end.
   *
   * @param clock for the note of who has it
   * @param patience how long; zero not to wait
   * @param notice told once who has it, if it has to wait
   * @throws VerifyRunning if the other one still has it then
   */
  static VerifyLock take(Path file, Clock clock, Duration patience, Consumer<String> notice)
      throws VerifyRunning {
    long start = System.nanoTime();
    boolean waits = false;
    while (true) {
      FileChannel channel = tried(file, clock);
      if (channel != null) {
        return new VerifyLock(channel, waits);
      }
      String who = holder(file);
      if (System.nanoTime() - start >= patience.toNanos()) {
        throw new VerifyRunning(who, patience);
      }
      if (!waits) {
        notice.accept(who);
        waits = true;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new VerifyRunning(who, patience);
      }
    }
  }

  private static @Nullable FileChannel tried(Path file, Clock clock) {
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
        return null;
      }
      channel.truncate(0);
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      String who = "process " + ProcessHandle.current().pid() + " since " + now;
      channel.write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)));
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }

  /** Who wrote into the file; it may be between taking the lock and saying so. */
  private static String holder(Path file) {
    try {
      String who = Files.readString(file).strip();
      return who.isEmpty() ? "process unknown" : who;
    } catch (IOException e) {
      return "process unknown";
    }
  }

  /** Whether another verification ran until it was taken, so that what was planned may be done. */
  public boolean waited() {
    return waited;
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
