package ledger.check;

import java.util.ArrayList;
import java.util.List;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.edit.Order;
import ledger.text.Problem;
import ledger.text.SourceText;

/** The order of rows: by their priorities, or as the settings say. */
public final class Priorities {
  private Priorities() {}

  /**
   * The first row of each table that is below one that belongs below it. A table with a Status
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
      List<String> columns = Order.kept(table, layout, section.state());
      List<Integer> places = columns.stream().map(table::indexOf).toList();
      Order.Key before = null;
      for (int i = 0; !columns.isEmpty() && i < table.rows().size(); i++) {
        Task row = table.rows().get(i);
        Order.Key key = Order.Key.of(at -> row.cells().get(at).text(), columns, places, layout);
        Order.Key upper = before;
        before = key;
        if (upper != null && key.isKnown() && key.compareTo(upper) < 0) {
          Task above = table.rows().get(i - 1);
          String by = columns.get(key.difference(upper));
          int column = table.indexOf(by);
          String message =
              "%s (%s) is below %s (%s) in %s"
                  .formatted(
                      row.id(),
                      said(row, by),
                      above.id(),
                      said(above, by),
                      section.state().heading());
          Problem.Place place = source.place(row.cells().get(column).content());
          problems.add(Problem.error(Rule.UNSORTED.id(), place, message, "run 'ledger sort'"));
          break;
        }
      }
    }
    return problems;
  }

  private static String said(Task task, String column) {
    return Order.said(column, task.text(column));
  }
}
