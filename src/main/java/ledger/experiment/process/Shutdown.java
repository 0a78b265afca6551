package ledger.experiment.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends what is running when the JVM is asked to end (Ctrl-C, SIGTERM), and waits until it has ended
 * and nothing is half written.
 */
public final class Shutdown {
  private static final long PATIENCE_MILLIS = 5_000;

  private static final List<Guard> ACTIVE = new ArrayList<>();
  private static boolean hooked;
  private static boolean ending;

  private Shutdown() {}

  /** Something that must not be interrupted. Closed when it is over. */
  public static final class Guard implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Process process;
    private boolean cancelled;

    /**
     * From now on a cancellation ends this supervisor, at once if it has already been requested.
     */
    synchronized void watch(@Nullable Process supervisor) {
      process = supervisor;
      if (cancelled) {
        cancel();
      }
    }

    public synchronized boolean isCancelled() {
      return cancelled;
    }

    /** Tells the supervisor, by closing its input, that its work is no longer wanted. */
    synchronized void cancel() {
      cancelled = true;
      if (process != null) {
        try {
          process.getOutputStream().close();
        } catch (IOException e) {
          process.destroy();
        }
      }
    }

    @Override
    public void close() {
      forget(this);
      over.countDown();
    }
  }

  private static synchronized void forget(Guard guard) {
    ACTIVE.remove(guard);
  }

  public static synchronized Guard guard() {
    if (!hooked && !ending) {
      Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::end, "ledger-shutdown"));
      hooked = true;
    }
    Guard guard = new Guard();
    ACTIVE.add(guard);
    if (ending) {
      guard.cancel();
    }
    return guard;
  }

  private static synchronized List<Guard> begin() {
    ending = true;
    return List.copyOf(ACTIVE);
  }

  private static void end() {
    List<Guard> guards = begin();
    guards.forEach(Guard::cancel);
    for (Guard guard : guards) {
      try {
        if (!guard.over.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
