package ledger.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process of its own that waits for a lock, writes its name into a file, and lets go. */
final class Waiter {
  private Waiter() {}

  /** {@code STATE FILE NAME}; with a name of {@code -} it keeps the lock until it dies. */
  public static void main(String[] args) throws Exception {
    try (Lock lock = Lock.acquire(new StateFolder(Path.of(args[0])), () -> {})) {
      String line = args[2] + "\n";
      Files.writeString(
          Path.of(args[1]),
          line,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      if (args[2].equals("-")) {
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }
}
