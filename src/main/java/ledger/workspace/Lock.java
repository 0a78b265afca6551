package ledger.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The lock around a read-modify-write. The system holds it for the process and lets go of it when
 * the process dies, so no lock ever needs a human.
 */
final class Lock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NOTICE = Duration.ofSeconds(1);

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
    Path file = StateFolder.make(state).resolve("lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      long start = System.nanoTime();
      boolean noticed = false;
      while (true) {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return new Lock(channel, lock);
        }
        long waited = System.nanoTime() - start;
        if (waited > PATIENCE.toNanos()) {
          throw new Busy(
              "another ledger command has held " + file + " for " + PATIENCE.toSeconds() + " s");
        }
        if (!noticed && waited > NOTICE.toNanos()) {
          noticed = true;
          notice.run();
        }
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new Busy("interrupted while waiting for " + file);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
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
