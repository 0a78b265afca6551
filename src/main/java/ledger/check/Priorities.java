package ledger.check;

import java.util.ArrayList;
import java.util.List;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.Table;
import ledger.document.Task;
import ledger.text.Problem;
import ledger.text.SourceText;

/** The order of rows by their priorities. */
public final class Priorities {
  private Priorities() {}

  /**
   * The first row of each table that is below one with a lower priority. A table with a Status
   * column has the order that the user gives it.
   */
  public static List<Problem> unsorted(Ledger ledger) {
    return ledger.sections().stream()
        .flatMap(section -> unsorted(ledger.source(), section, ledger.layout()).stream())
        .toList();
  }

  static List<Problem> unsorted(SourceText source, Section section, Layout layout) {
    List<Problem> problems = new ArrayList<>();
    for (Table table : section.tables()) {
      int column = table.indexOf(Columns.PRIORITY);
      for (int i = 1; column >= 0 && !table.mixed() && i < table.rows().size(); i++) {
        Task above = table.rows().get(i - 1);
        Task row = table.rows().get(i);
        int rank = layout.rank(row.text(Columns.PRIORITY)); // Below 0: unknown, already reported.
        if (rank >= 0 && rank < layout.rank(above.text(Columns.PRIORITY))) {
          String message =
              "%s (%s) is below %s (%s) in %s"
                  .formatted(
                      row.id(),
                      priority(row),
                      above.id(),
                      priority(above),
                      section.state().heading());
          Problem.Place place = source.place(row.cells().get(column).content());
          problems.add(Problem.error(Rule.UNSORTED.id(), place, message, "run 'ledger sort'"));
          break;
        }
      }
    }
    return problems;
  }

  private static String priority(Task task) {
    String text = task.text(Columns.PRIORITY);
    return text.isEmpty() ? "no priority" : text;
  }
}
