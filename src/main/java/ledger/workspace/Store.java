package ledger.workspace;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import ledger.io.Busy;
import ledger.io.Lock;

/** Locked, atomic, durable changes to a workspace's files, and undo. */
public final class Store {
  private final Workspace workspace;
  private final Consumer<StoreNotice> notices;

  /**
   * @param notices is told what the user should know
   */
  public Store(Workspace workspace, Consumer<StoreNotice> notices) {
    this.workspace = workspace;
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
   * @throws ledger.io.Barred if a file may not be written, or the journal may not be used
   * @throws FinishedNow if the same command had been interrupted, and is complete now
   */
  public <T, E extends Exception> T change(String command, Work<T, E> work) throws IOException, E {
    try (Lock lock = lock()) {
      Journal journal = recovered(command);
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
   * @param count how many
   * @return what was undone; nothing if there are not so many
   * @throws EditedSince if a file does not contain what one of the changes wrote
   */
  public Undone undo(int count) throws IOException {
    try (Lock lock = lock()) {
      Journal journal = recovered(Journal.UNDO);
      Undoing undoing = journal.undoing(count);
      if (undoing.commands().size() == count) {
        journal.takeBack(undoing);
      }
      return undone(undoing, count);
    }
  }

  /** What {@link #undo} would do; changes nothing, not even what another command left undone. */
  public Undone undoing(int count) throws IOException {
    return undone(read().undoing(count), count);
  }

  private static Undone undone(Undoing undoing, int count) {
    int known = undoing.commands().size();
    return known == count
        ? new Undone(undoing.commands(), undoing.changes(), known)
        : new Undone(List.of(), List.of(), known);
  }

  /** The commands that can be undone, newest first; changes nothing. */
  public List<String> undoable() throws IOException {
    return read().commands();
  }

  private Journal read() throws IOException {
    Journal journal = new Journal(workspace, notices);
    journal.reportUnfinished();
    return journal;
  }

  /**
   * Commands that were undone, newest first.
   *
   * @param files from what they contained to what they contain now
   * @param known how many could have been undone, up to those that were asked for
   */
  public record Undone(List<String> commands, List<FileChange> files, int known) {}

  private Lock lock() throws IOException {
    return Lock.acquire(workspace.state(), () -> notices.accept(new StoreNotice.Waiting()));
  }

  private Journal recovered(String command) throws IOException {
    Journal journal = new Journal(workspace, notices);
    if (journal.recover().contains(command)) {
      throw new FinishedNow(command);
    }
    return journal;
  }
}
