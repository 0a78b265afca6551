package ledger.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The lock around a read-modify-write of a workspace. Those who have to wait do so in the system's
 * own queue, first come, first served.
 */
public final class Lock implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final Duration NOTICE = Duration.ofSeconds(1);

  private final LockFile file;

  private Lock(LockFile file) {
    this.file = file;
  }

  /**
   * Waits for the lock.
   *
   * @param notice run once if it takes longer than a second
   * @throws Busy if the same other command has held it for 30 seconds
   */
  public static Lock acquire(StateFolder state, Runnable notice) throws IOException {
    return acquire(state, notice, NOTICE, PATIENCE);
  }

  /** The same with other times. */
  static Lock acquire(StateFolder state, Runnable notice, Duration noticeAfter, Duration patience)
      throws IOException {
    Path path = state.file("lock");
    LockFile file = LockFile.open(path);
    try {
      if (!file.tryLock()) {
        queue(file, path, notice, noticeAfter, patience);
      }
      file.note("\n"); // Its new time tells those who wait that the holder has changed.
      return new Lock(file);
    } catch (IOException | RuntimeException e) {
      file.close(); // This also removes a waiting thread from the queue.
      throw e;
    }
  }

  private static void queue(
      LockFile file, Path path, Runnable notice, Duration noticeAfter, Duration patience)
      throws IOException {
    FutureTask<Boolean> turn =
        new FutureTask<>(
            () -> {
              file.lock();
              return true;
            });
    Thread.ofPlatform().daemon().name("waits for " + path).start(turn);
    FileTime holder = Files.getLastModifiedTime(path);
    try {
      boolean locked = within(noticeAfter, turn);
      if (!locked) {
        notice.run();
        locked = within(patience.minus(noticeAfter), turn);
      }
      while (!locked) {
        FileTime now = Files.getLastModifiedTime(path);
        if (now.equals(holder)) {
          throw new Busy(
              "another ledger command has held " + path + " for " + patience.toSeconds() + " s");
        }
        holder = now;
        locked = within(patience, turn);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted while waiting for " + path);
    }
  }

  /** Whether this command's turn comes in time. */
  private static boolean within(Duration time, FutureTask<Boolean> turn)
      throws IOException, InterruptedException {
    try {
      return turn.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException("cannot wait for the lock", e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
