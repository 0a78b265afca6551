package ledger.experiment.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import ledger.io.DurableFile;
import ledger.io.LockFile;
import org.jspecify.annotations.Nullable;

/**
 * The right to run experiments in a workspace: one process at a time. The system releases it when a
 * process dies.
 */
public final class VerifyLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final LockFile file;

  private VerifyLock(LockFile file) {
    this.file = file;
  }

  /**
   * Takes the lock, waiting for another process to finish.
   *
   * @param clock for the note that says who has it
   * @param patience how long; zero for not waiting
   * @param notice told once who has it, if it has to wait
   * @throws VerifyRunning if the other one still has it after that
   */
  static VerifyLock take(Path file, Clock clock, Duration patience, Consumer<String> notice)
      throws VerifyRunning {
    long start = System.nanoTime();
    boolean waits = false;
    while (true) {
      LockFile held = tried(file, clock);
      if (held != null) {
        return new VerifyLock(held);
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

  private static @Nullable LockFile tried(Path file, Clock clock) {
    try {
      LockFile lock = LockFile.open(file);
      boolean taken = false;
      try {
        if (lock.tryLock()) {
          Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
          lock.note("process " + ProcessHandle.current().pid() + " since " + now);
          taken = true;
        }
      } finally {
        if (!taken) {
          lock.close(); // On a disk that takes no note, nobody is to wait for this process.
        }
      }
      return taken ? lock : null;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }

  /** Who wrote into the file; unknown if that process has taken the lock but not written yet. */
  private static String holder(Path file) {
    try {
      byte[] note = DurableFile.content(file);
      String who = note == null ? "" : new String(note, StandardCharsets.UTF_8).strip();
      return who.isEmpty() ? "process unknown" : who;
    } catch (IOException e) {
      return "process unknown";
    }
  }

  boolean isHeld() {
    return file.isOpen();
  }

  /** Releases the lock. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the lock", e);
    }
  }
}
