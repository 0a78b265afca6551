package ledger.document.work;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import ledger.document.Columns;
import ledger.document.Dates;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Task;
import org.jspecify.annotations.Nullable;

/**
 * What could be begun now.
 *
 * @param tasks those of the first state that depend on nothing open: highest priority first, then
 *     the earliest due date, then the file's order
 * @param waiting how many others of that state wait for a task that is not done
 * @param state where they go when they are begun: the second one
 * @param begun how many tasks are in it
 * @param limit how many may be; null if nothing limits them
 */
public record Ready(
    List<Task> tasks, int waiting, State state, int begun, @Nullable Integer limit) {
  /**
   * Reads a ledger.
   *
   * @param owner leaves out what belongs to others; null for all
   */
  public static Ready of(Ledger ledger, @Nullable String owner) {
    Layout layout = ledger.layout();
    State first = layout.states().getFirst();
    State second = layout.states().get(Math.min(1, layout.states().size() - 1));
    Dependencies dependencies = Dependencies.of(ledger);
    List<Task> own = tasks(ledger, first).stream().filter(task -> mayBe(task, owner)).toList();
    List<Task> ready =
        own.stream()
            .filter(task -> dependencies.open(task.id()).isEmpty())
            .sorted(order(layout))
            .toList();
    return new Ready(
        ready,
        own.size() - ready.size(),
        second,
        tasks(ledger, second).size(),
        layout.wording().limits().get(second.id()));
  }

  /** Whether the limit lets another task be begun. */
  public boolean hasRoom() {
    return limit == null || begun < limit;
  }

  private static List<Task> tasks(Ledger ledger, State state) {
    Optional<Section> section = ledger.section(state);
    return section.map(Section::tasks).orElse(List.of());
  }

  private static boolean mayBe(Task task, @Nullable String owner) {
    String has = task.text(Columns.OWNER);
    return owner == null || has.isEmpty() || has.equalsIgnoreCase(owner);
  }

  private static Comparator<Task> order(Layout layout) {
    return Comparator.comparingInt(
            (Task task) -> {
              int rank = layout.rank(task.text(Columns.PRIORITY));
              return rank < 0 ? layout.priorities().size() : rank;
            })
        .thenComparing(Ready::due);
  }

  /** As a text that sorts by day; what is no date comes last. */
  private static String due(Task task) {
    String due = task.text(Columns.DUE);
    return Dates.isDate(due) ? due : "~";
  }
}
