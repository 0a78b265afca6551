package ledger.experiment.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import ledger.io.DurableFile;
import ledger.io.StateFolder;

/**
 * A note on disk that a run has started. It is removed when the run's record is written; if it is
 * still there after a power failure, it tells the next verification what was running.
 */
final class Intent implements AutoCloseable {
  private static final String NAME = "running";

  private final Path file;

  private Intent(Path file) {
    this.file = file;
  }

  /** Writes the note, and waits until it is on disk. */
  static Intent of(StateFolder state, PlannedRun run, Clock clock) {
    Path file = state.file(NAME);
    String text =
        "%s %s in %s, started %s"
            .formatted(
                run.task().id(),
                run.experiment().name(),
                run.environment().name(),
                clock.instant());
    try {
      DurableFile.overwrite(file, text.getBytes(StandardCharsets.UTF_8));
      return new Intent(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Whether there is such a note, from a verification that is running or from one that is gone. */
  static boolean isLeft(StateFolder state) {
    return Files.exists(file(state), LinkOption.NOFOLLOW_LINKS);
  }

  /** What was running when a verification disappeared; to be asked once, under the lock. */
  static Optional<String> left(StateFolder state) {
    Path file = file(state);
    try {
      byte[] bytes = DurableFile.content(file);
      if (bytes == null) {
        return Optional.empty();
      }
      String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ").strip();
      Files.delete(file);
      return Optional.of(text.isEmpty() ? "an experiment" : text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Path file(StateFolder state) {
    try {
      return state.at(NAME);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + state.path(), e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }
}
