package ledger.app.ledger;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that is done on another core until somebody needs its result. */
final class Ahead<T> {
  private final FutureTask<T> task;

  private Ahead(FutureTask<T> task) {
    this.task = task;
  }

  /** Begins it. */
  static <T> Ahead<T> of(Callable<T> work) {
    Ahead<T> ahead = new Ahead<>(new FutureTask<>(work));
    Thread thread = new Thread(ahead.task, "ahead");
    thread.setDaemon(true);
    thread.start();
    return ahead;
  }

  /**
   * Its result, once it is done.
   *
   * @throws IOException if the work threw one; it throws no other checked exception
   */
  T result() throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
