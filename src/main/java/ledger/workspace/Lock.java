package ledger.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The lock around a read-modify-write. The system holds it for the process and lets go of it when
 * the process dies, so no lock ever needs a human. Who has to wait does so in the system's own
 * queue, where the one who came first is next.
 */
final class Lock implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final Duration NOTICE = Duration.ofSeconds(1);

  private final FileChannel channel;
  private final FileLock lock;

  private Lock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits for the lock.
   *
   * @param notice run once if it takes longer than a second
   * @throws Busy after 30 seconds
   */
  static Lock acquire(Path state, Runnable notice) throws IOException {
    return acquire(state, notice, NOTICE, PATIENCE);
  }

  /** The same with other times, both from now. */
  static Lock acquire(Path state, Runnable notice, Duration noticeAfter, Duration patience)
      throws IOException {
    Path file = StateFolder.make(state).resolve("lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        lock = queue(channel, file, notice, noticeAfter, patience);
      }
      return new Lock(channel, lock);
    } catch (IOException | RuntimeException e) {
      channel.close(); // This also takes a waiting thread out of the queue.
      throw e;
    }
  }

  private static FileLock queue(
      FileChannel channel, Path file, Runnable notice, Duration noticeAfter, Duration patience)
      throws IOException {
    FutureTask<FileLock> turn = new FutureTask<>(channel::lock);
    Thread.ofPlatform().daemon().name("waits for " + file).start(turn);
    try {
      try {
        return turn.get(noticeAfter.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        notice.run();
      }
      return turn.get(patience.minus(noticeAfter).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new Busy(
          "other ledger commands have held " + file + " for " + patience.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted while waiting for " + file);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException("cannot lock " + file, e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }

  /** The folder of what this machine alone needs, with a file that makes git ignore it. */
  static final class StateFolder {
    private StateFolder() {}

    static Path make(Path state) throws IOException {
      Files.createDirectories(state);
      Path ignore = state.resolve(".gitignore");
      if (!Files.exists(ignore)) {
        Files.writeString(ignore, "*\n");
      }
      return state;
    }
  }
}
