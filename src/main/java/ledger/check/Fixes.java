package ledger.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.document.Column;
import ledger.document.Dates;
import ledger.document.DraftRow;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.edit.Change;
import ledger.document.edit.Planner;
import ledger.document.edit.Refusal;
import ledger.text.Problem;

/** The changes that fix what can be fixed without a decision by the user. */
public final class Fixes {
  private Fixes() {}

  /**
   * Cells that rows lack, dates in another form that can only mean one day, and the order of
   * unsorted sections.
   */
  public static List<Change> of(Ledger ledger) {
    List<Change> changes = new ArrayList<>();
    if (isShort(ledger)) {
      changes.add(new Change.Fill());
    }
    for (Task task : ledger.tasks()) {
      Map<String, String> dates = dates(task);
      if (!dates.isEmpty()) {
        changes.add(new Change.SetCells(task.id(), dates));
      }
    }
    List<State> unsorted = new ArrayList<>();
    for (Section section : ledger.sections()) {
      List<Problem> problems = Priorities.unsorted(ledger.source(), section, ledger.layout());
      if (!problems.isEmpty()) {
        unsorted.add(section.state());
      }
    }
    if (!unsorted.isEmpty()) {
      changes.add(new Change.Sort(unsorted));
    }
    return List.copyOf(changes);
  }

  /**
   * The ledger with all fixes made and proven. None of them touches a task's page.
   *
   * @return the same ledger if there is nothing to fix
   */
  public static Ledger applied(Ledger ledger, Layout layout) throws Refusal {
    Planner planner = new Planner(ledger);
    for (Change change : of(ledger)) {
      planner.change(change, Optional.empty());
    }
    return planner.plan().apply(ledger, layout);
  }

  private static boolean isShort(Ledger ledger) {
    return Stream.concat(
            ledger.tasks().stream().map(Task::cells), ledger.drafts().stream().map(DraftRow::cells))
        .anyMatch(cells -> cells.written() < cells.size());
  }

  private static Map<String, String> dates(Task task) {
    Map<String, String> dates = new LinkedHashMap<>();
    for (Column column : task.columns()) {
      String text = task.text(column.name());
      if (Dates.expected(column) && !text.isEmpty() && !Dates.isDate(text)) {
        Optional<LocalDate> meant = Dates.meant(text);
        meant.ifPresent(day -> dates.put(column.name(), day.toString()));
      }
    }
    return dates;
  }
}
