package ledger.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ledger.io.Busy;
import ledger.io.DurableFile;
import ledger.io.Lock;
import ledger.io.StateFolder;
import org.jspecify.annotations.Nullable;

/** Locked, atomic, durable changes of a workspace's files, and the way back. */
public final class Store {
  private final StateFolder state;
  private final Notices notices;

  /** Hears what the user should know. */
  public interface Notices {
    /** Another command holds the lock; this one waits for it. */
    void waiting();

    /** An earlier command was cut off; what it had begun to write has been completed. */
    void recovered(String command);
  }

  public Store(Workspace workspace, Notices notices) {
    this.state = workspace.state();
    this.notices = notices;
  }

  /** Reads files and says what they shall hold; runs under the lock. */
  public interface Work<T, E extends Exception> {
    Result<T> run() throws IOException, E;
  }

  /**
   * What work wants written, and its answer.
   *
   * @param files none for no change
   */
  public record Result<T>(List<FileChange> files, T value) {}

  /**
   * Runs work under the lock and writes its files as one change.
   *
   * @param command how the user called it, for undo
   * @throws Busy if another command holds the lock for too long
   */
  public <T, E extends Exception> T change(String command, Work<T, E> work) throws IOException, E {
    try (Lock lock = Lock.acquire(state, notices::waiting)) {
      Journal journal = recovered();
      Result<T> result = work.run();
      List<FileChange> changes =
          result.files().stream()
              .filter(file -> !Arrays.equals(file.before(), file.after()))
              .toList();
      if (!changes.isEmpty()) {
        journal.commit(command, changes);
      }
      return result.value();
    }
  }

  /**
   * Takes back the newest changes: all of them or none.
   *
   * @param count how many; fewer where there are fewer
   * @param dryRun only say what would be written
   * @return what was taken back; nothing where there is nothing
   * @throws EditedSince if a file does not hold what one of the changes wrote
   */
  public Undone undo(int count, boolean dryRun) throws IOException {
    try (Lock lock = Lock.acquire(state, notices::waiting)) {
      Journal journal = recovered();
      Undoing undoing = journal.undoing(count);
      if (!undoing.commands().isEmpty() && !dryRun) {
        journal.takeBack(undoing);
      }
      return new Undone(undoing.commands(), undoing.changes());
    }
  }

  /** The commands that can be taken back, newest first. */
  public List<String> undoable() throws IOException {
    try (Lock lock = Lock.acquire(state, notices::waiting)) {
      return recovered().commands();
    }
  }

  /**
   * Commands that were taken back, newest first.
   *
   * @param files from what they held to what they hold now
   */
  public record Undone(List<String> commands, List<FileChange> files) {}

  /** The file's bytes; null where there is none. */
  public static byte @Nullable [] content(Path file) throws IOException {
    return DurableFile.content(file);
  }

  private Journal recovered() throws IOException {
    Journal journal = new Journal(state);
    journal.recover().forEach(notices::recovered);
    return journal;
  }
}
