package ledger.site.make;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import ledger.site.SiteFailure;

/**
 * Builds parts in parallel, as many at once as there are processors. Each thread takes the next
 * part when it has finished its own, so that none is idle while another has many left.
 */
public final class Parallel {
  /** Something to be built. */
  public interface PartBuilder<T> {
    T build() throws IOException, SiteFailure;
  }

  private Parallel() {}

  /**
   * What was built, in the order of the parts. They are started in that order too, and none after
   * one that has failed.
   *
   * @throws SiteFailure of the first part that failed, whichever thread was the quickest
   */
  public static <T> List<T> all(List<PartBuilder<T>> parts) throws IOException, SiteFailure {
    AtomicInteger failed = new AtomicInteger(parts.size());
    List<Callable<T>> calls = new ArrayList<>();
    for (PartBuilder<T> part : parts) {
      calls.add(call(part, calls.size(), failed));
    }
    List<T> made = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (Future<T> part : threads.invokeAll(calls)) {
        made.add(part.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the site was built");
    } catch (ExecutionException e) {
      throw cause(e);
    }
    return made;
  }

  /**
   * @param failed the first of the parts that have failed; one before it is built all the same,
   *     because its failure is the one to report
   */
  private static <T> Callable<T> call(PartBuilder<T> part, int place, AtomicInteger failed) {
    return () -> {
      if (failed.get() < place) {
        throw new CancellationException("an earlier part has failed");
      }
      boolean done = false;
      try {
        T made = part.build();
        done = true;
        return made;
      } finally {
        if (!done) {
          failed.accumulateAndGet(place, Math::min);
        }
      }
    };
  }

  /** The part's own failure; one that no part may have is a mistake of this program. */
  private static IllegalStateException cause(ExecutionException e) throws IOException, SiteFailure {
    switch (e.getCause()) {
      case IOException failure -> throw failure;
      case SiteFailure failure -> throw failure;
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      case null, default -> throw new IllegalStateException(e);
    }
  }
}
