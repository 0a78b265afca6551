package ledger.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a task differs between two ledgers.
 *
 * @param title in the later of the two that have the task
 * @param from its state before; null if it was added
 * @param to its state after; null if it was removed
 * @param cells the cells that differ, in columns that both rows have
 */
public record TaskChange(
    TaskId id, String title, @Nullable State from, @Nullable State to, List<CellChange> cells) {
  /** What happened to the task. */
  public enum ChangeKind {
    ADDED,
    MOVED,
    EDITED,
    REMOVED
  }

  /** A cell whose text differs. */
  public record CellChange(String column, String before, String after) {}

  public ChangeKind kind() {
    if (from == null) {
      return ChangeKind.ADDED;
    }
    if (to == null) {
      return ChangeKind.REMOVED;
    }
    return from.equals(to) ? ChangeKind.EDITED : ChangeKind.MOVED;
  }

  /** Every task that differs, in the later ledger's order, with removed ones last. */
  public static List<TaskChange> between(Ledger before, Ledger after) {
    return between(before.tasks(), after.tasks());
  }

  /** The same for the tasks of two versions; equal tasks at either end are skipped. */
  public static List<TaskChange> between(List<Task> before, List<Task> after) {
    int shorter = Math.min(before.size(), after.size());
    int first = 0;
    while (first < shorter && before.get(first).equals(after.get(first))) {
      first++;
    }
    int last = 0;
    while (last < shorter - first
        && before.get(before.size() - 1 - last).equals(after.get(after.size() - 1 - last))) {
      last++;
    }
    return changes(
        before.subList(first, before.size() - last), after.subList(first, after.size() - last));
  }

  private static List<TaskChange> changes(List<Task> before, List<Task> after) {
    Map<TaskId, Task> old = new LinkedHashMap<>();
    before.forEach(task -> old.put(task.id(), task));
    List<TaskChange> changes = new ArrayList<>();
    for (Task task : after) {
      TaskChange change = of(old.remove(task.id()), task);
      if (change != null) {
        changes.add(change);
      }
    }
    old.values()
        .forEach(
            task ->
                changes.add(
                    new TaskChange(task.id(), task.title(), task.state(), null, List.of())));
    return changes;
  }

  private static @Nullable TaskChange of(@Nullable Task before, Task after) {
    if (before == null) {
      return new TaskChange(after.id(), after.title(), null, after.state(), List.of());
    }
    if (before.equals(after)) {
      return null;
    }
    List<CellChange> cells = new ArrayList<>();
    boolean same = before.columns().equals(after.columns());
    for (int i = 0; i < after.columns().size(); i++) {
      String column = after.columns().get(i).name();
      String text = after.cells().get(i).text();
      int index = same ? i : before.indexOf(column);
      if (index >= 0 && !before.cells().get(index).text().equals(text)) {
        cells.add(new CellChange(column, before.cells().get(index).text(), text));
      }
    }
    if (cells.isEmpty() && before.state().equals(after.state())) {
      return null;
    }
    return new TaskChange(
        after.id(), after.title(), before.state(), after.state(), List.copyOf(cells));
  }
}
