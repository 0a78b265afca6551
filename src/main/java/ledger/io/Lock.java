package ledger.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The lock around a read-modify-write of a workspace. Those who have to wait do so in the system's
 * own queue, first come, first served.
 */
public final class Lock implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final Duration NOTICE = Duration.ofSeconds(1);

  /**
   * Who comes first within this process: the system locks files for processes, not for threads, and
   * would take the lock away as soon as another thread closed its file.
   */
  private static final ConcurrentHashMap<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

  private final LockFile file;
  private final Semaphore thread;

  private Lock(LockFile file, Semaphore thread) {
    this.file = file;
    this.thread = thread;
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
    Semaphore thread = new Semaphore(1, true);
    Semaphore known = THREADS.putIfAbsent(path, thread);
    thread = known == null ? thread : known;
    if (!thread.tryAcquire()) {
      queue(thread, path, notice, noticeAfter, patience);
    }
    try {
      return acquire(path, thread, notice, noticeAfter, patience);
    } catch (IOException | RuntimeException e) {
      thread.release();
      throw e;
    }
  }

  private static void queue(
      Semaphore thread, Path path, Runnable notice, Duration noticeAfter, Duration patience)
      throws IOException {
    try {
      if (!thread.tryAcquire(noticeAfter.toNanos(), TimeUnit.NANOSECONDS)) {
        notice.run();
        if (!thread.tryAcquire(patience.minus(noticeAfter).toNanos(), TimeUnit.NANOSECONDS)) {
          throw busy(path, patience);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted while waiting for " + path);
    }
  }

  private static Lock acquire(
      Path path, Semaphore thread, Runnable notice, Duration noticeAfter, Duration patience)
      throws IOException {
    LockFile file = LockFile.open(path);
    try {
      if (!file.tryLock()) {
        queue(file, path, notice, noticeAfter, patience);
      }
      file.note("\n"); // Its new time tells those who wait that the holder has changed.
      return new Lock(file, thread);
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
          throw busy(path, patience);
        }
        holder = now;
        locked = within(patience, turn);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted while waiting for " + path);
    }
  }

  private static Busy busy(Path path, Duration patience) {
    return new Busy(
        "another ledger command has held " + path + " for " + patience.toSeconds() + " s");
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
    try {
      file.close();
    } finally {
      thread.release();
    }
  }
}
