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

/** Locked, atomic, durable changes to a workspace's files, and undo. */
public final class Store {
  private final StateFolder state;
  private final Notices notices;

  /** Is told what the user should know. */
  public interface Notices {
    /** Another command holds the lock; this one waits for it. */
    void waiting();

    /** An earlier command was interrupted; what it had begun to write has been completed. */
    void recovered(String command);
  }

  public Store(Workspace workspace, Notices notices) {
    this.state = workspace.state();
    this.notices = notices;
  }

  /** Reads files and says what they are to contain; runs under the lock. */
  public interface Work<T, E extends Exception> {
    Result<T> run() throws IOException, E;
  }

  /**
   * What is to be written, and the result.
   *
   * @param files empty if nothing changes
   */
  public record Result<T>(List<FileChange> files, T value) {}

  /**
   * Runs work under the lock and writes its files as one change.
   *
   * @param command the command as the user typed it, for undo
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
   * Undoes the newest changes: all of them or none.
   *
   * @param count how many; fewer if there are not so many
   * @param dryRun only say what would be written
   * @return what was undone; empty if there was nothing to undo
   * @throws EditedSince if a file does not contain what one of the changes wrote
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

  /** The commands that can be undone, newest first. */
  public List<String> undoable() throws IOException {
    try (Lock lock = Lock.acquire(state, notices::waiting)) {
      return recovered().commands();
    }
  }

  /**
   * Commands that were undone, newest first.
   *
   * @param files from what they contained to what they contain now
   */
  public record Undone(List<String> commands, List<FileChange> files) {}

  /** The file's bytes; null if there is no file. */
  public static byte @Nullable [] content(Path file) throws IOException {
    return DurableFile.content(file);
  }

  private Journal recovered() throws IOException {
    Journal journal = new Journal(state);
    journal.recover().forEach(notices::recovered);
    return journal;
  }
}
