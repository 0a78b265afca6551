package ledger.document.edit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.page.PageFacts.FormerPlace;
import org.jspecify.annotations.Nullable;

/** The order of rows in a table. */
final class Order {
  private Order() {}

  /** By priority; equal rows keep their order, and so do all if there are no priorities. */
  static List<Task> sorted(Table table, Layout layout) {
    return sorted(table, layout, List.of(Columns.PRIORITY), false);
  }

  /**
   * By those of the columns that the table has, most significant first; equal rows keep their
   * order, and empty cells come last in either direction.
   */
  static List<Task> sorted(Table table, Layout layout, List<String> by, boolean reverse) {
    List<Task> sorted = new ArrayList<>(table.rows());
    by.stream()
        .filter(column -> table.indexOf(column) >= 0)
        .map(column -> comparator(column, layout, reverse))
        .reduce(Comparator::thenComparing)
        .ifPresent(sorted::sort);
    return sorted;
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

  /**
   * Where it was, if that keeps the order; otherwise after its equals; at the top if there are no
   * priorities.
   */
  static int position(
      Table table, Layout layout, List<String> values, @Nullable FormerPlace place) {
    List<Task> rows = table.rows();
    int column = table.indexOf(Columns.PRIORITY);
    int rank = column < 0 ? 0 : layout.rank(values.get(column));
    if (place != null) {
      int index = place.after() == null ? 0 : indexAfter(rows, place.after());
      if (index >= 0
          && (place.unsorted()
              || column < 0
              || fits(table, layout, index, values.get(column))
              || !sorted(table, layout).equals(rows))) {
        return index;
      }
    }
    if (column < 0) {
      return 0;
    }
    int index = rows.size();
    while (index > 0 && layout.rank(rows.get(index - 1).text(Columns.PRIORITY)) > rank) {
      index--;
    }
    return index;
  }

  private static int indexAfter(List<Task> rows, String id) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).id().value().equals(id)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Whether a row with this priority keeps the order there; always true without priorities. */
  static boolean fits(Table table, Layout layout, int index, String priority) {
    if (table.indexOf(Columns.PRIORITY) < 0) {
      return true;
    }
    List<Task> rows = table.rows();
    int rank = layout.rank(priority);
    boolean above = index == 0 || layout.rank(rows.get(index - 1).text(Columns.PRIORITY)) <= rank;
    boolean below =
        index == rows.size() || layout.rank(rows.get(index).text(Columns.PRIORITY)) >= rank;
    return above && below;
  }
}
