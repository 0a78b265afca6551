package ledger.document.edit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.words.Estimates;

/** The order of rows in a table. */
public final class Order {
  private Order() {}

  /**
   * By those of the columns that the table has, most significant first; equal rows keep their
   * order, and empty cells come last in either direction.
   */
  static List<Task> sorted(TableDraft table, Layout layout, List<String> by, boolean reverse) {
    List<Task> sorted = new ArrayList<>(table.rows());
    if (table.table().mixed()) {
      for (State state : layout.states()) {
        by(own(table.table(), layout, state, by), layout, reverse)
            .ifPresent(order -> sort(sorted, state, order));
      }
    } else {
      by(own(table.table(), layout, table.place().state(), by), layout, reverse)
          .ifPresent(sorted::sort);
    }
    return sorted;
  }

  /** Those of the columns that a table has; of the settings' if none are given. */
  private static List<String> own(Table table, Layout layout, State state, List<String> by) {
    List<String> wanted = by.isEmpty() ? layout.order(state.id()) : by;
    return wanted.stream().filter(name -> table.indexOf(name) >= 0).toList();
  }

  /**
   * What decides where rows of a state's table belong: those that it has of the settings' columns.
   */
  public static List<String> kept(Table table, Layout layout, State state) {
    return table.mixed() ? List.of() : own(table, layout, state, List.of());
  }

  /**
   * What rows are compared by: for each of the columns a rank or a text, and whether it is empty.
   */
  public record Key(List<Object> parts) implements Comparable<Key> {
    /**
     * The key of a row.
     *
     * @param columns by name, and where they are in the table
     */
    public static Key of(
        IntFunction<String> texts, List<String> columns, List<Integer> places, Layout layout) {
      List<Object> parts = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        String text = texts.apply(places.get(i));
        parts.add(
            isPriority(columns.get(i))
                ? (Object) layout.rank(text)
                : comparable(columns.get(i), text));
      }
      return new Key(parts);
    }

    @Override
    public int compareTo(Key other) {
      for (int i = 0; i < parts.size(); i++) {
        int compared =
            parts.get(i) instanceof Integer rank
                ? Integer.compare(rank, (Integer) other.parts.get(i))
                : texts((String) parts.get(i), (String) other.parts.get(i));
        if (compared != 0) {
          return compared;
        }
      }
      return 0;
    }

    private static int texts(String a, String b) {
      return a.isEmpty() || b.isEmpty()
          ? Boolean.compare(a.isEmpty(), b.isEmpty())
          : Order.compare(a, b);
    }

    /** Whether the row has no unknown priority: that is reported already. */
    public boolean isKnown() {
      return parts.stream().noneMatch(part -> part instanceof Integer rank && rank < 0);
    }

    /** The first part in which two keys differ; 0 if they do not. */
    public int difference(Key other) {
      int at = 0;
      while (at < parts.size() - 1 && parts.get(at).equals(other.parts.get(at))) {
        at++;
      }
      return at;
    }
  }

  /** A cell's text by which rows are sorted, or that there is none: {@code no due}. */
  public static String said(String column, String text) {
    return text.isEmpty() ? "no " + column.toLowerCase(Locale.ROOT) : text;
  }

  private static String comparable(String column, String text) {
    return column.equalsIgnoreCase(Columns.ESTIMATE) ? Estimates.sortable(text) : text;
  }

  private static boolean isPriority(String column) {
    return column.equalsIgnoreCase(Columns.PRIORITY);
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
    if (isPriority(column)) {
      up = Comparator.comparingInt(task -> layout.rank(task.text(column)));
    } else if (column.equalsIgnoreCase(Columns.ID)) {
      up = Comparator.comparing(Task::id);
    } else {
      up = Comparator.comparing(task -> comparable(column, task.text(column)), Order::compare);
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
