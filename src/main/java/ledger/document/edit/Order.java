package ledger.document.edit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Task;

/** The order of rows in a table. */
public final class Order {
  private Order() {}

  /**
   * By those of the columns that the table has, most significant first; equal rows keep their
   * order, and empty cells come last in either direction.
   */
  static List<Task> sorted(TableDraft table, Layout layout, List<String> by, boolean reverse) {
    List<Task> sorted = new ArrayList<>(table.rows());
    List<String> own = by.stream().filter(name -> table.table().indexOf(name) >= 0).toList();
    Optional<Comparator<Task>> order = by(own, layout, reverse);
    if (order.isPresent() && table.table().mixed()) {
      layout.states().forEach(state -> sort(sorted, state, order.get()));
    } else {
      order.ifPresent(sorted::sort);
    }
    return sorted;
  }

  /** The order by these columns, most significant first; empty if there are none. */
  public static Optional<Comparator<Task>> by(
      List<String> columns, Layout layout, boolean reverse) {
    return columns.stream()
        .map(column -> comparator(column, layout, reverse))
        .reduce(Comparator::thenComparing);
  }

  /** Sorts the rows of one state among the places that they have. */
  private static void sort(List<Task> rows, State state, Comparator<Task> order) {
    Iterator<Task> own =
        rows.stream().filter(row -> row.state().equals(state)).sorted(order).toList().iterator();
    rows.replaceAll(row -> row.state().equals(state) ? own.next() : row);
  }

  private static Comparator<Task> comparator(String column, Layout layout, boolean reverse) {
    Comparator<Task> up;
    if (column.equalsIgnoreCase(Columns.PRIORITY)) {
      up = Comparator.comparingInt(task -> layout.rank(task.text(column)));
    } else if (column.equalsIgnoreCase(Columns.ID)) {
      up = Comparator.comparing(Task::id);
    } else {
      up = Comparator.comparing(task -> task.text(column), Order::compare);
    }
    Comparator<Task> emptyLast = Comparator.comparing(task -> task.text(column).isEmpty());
    return emptyLast.thenComparing(reverse ? up.reversed() : up);
  }

  /** Numbers by value and before words; words ignoring case. */
  private static int compare(String a, String b) {
    Optional<BigDecimal> x = number(a);
    Optional<BigDecimal> y = number(b);
    if (x.isPresent() && y.isPresent()) {
      return x.get().compareTo(y.get());
    }
    if (x.isPresent() || y.isPresent()) {
      return x.isPresent() ? -1 : 1;
    }
    return a.toLowerCase(Locale.ROOT).compareTo(b.toLowerCase(Locale.ROOT));
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("[+-]?[0-9]{1,30}([.][0-9]{1,30})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
