package ledger.document.edit;

import java.util.ArrayList;
import java.util.List;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.page.PageFacts.FormerPlace;
import org.jspecify.annotations.Nullable;

/**
 * The order that a table's rows keep, by priority or as the settings say, and where it lets a row
 * go.
 */
final class Ranks {
  private final Layout layout;
  private final List<Task> rows;

  /** What rows are sorted by, and where that is in the table; nothing if their order is free. */
  private final List<String> columns;

  private final List<Integer> places;

  /** One a row; null until somebody asks for more than two of them. */
  private @Nullable List<Order.Key> known;

  /**
   * @param rows as they are at any time; who changes them says so here
   */
  Ranks(Layout layout, State state, Table table, List<Task> rows) {
    this.layout = layout;
    this.rows = rows;
    this.columns = Order.kept(table, layout, state);
    this.places = columns.stream().map(table::indexOf).toList();
  }

  void added(int index) {
    if (known != null) {
      known.add(index, key(rows.get(index)));
    }
  }

  void removed(int index) {
    if (known != null) {
      known.subList(index, index + 1).clear();
    }
  }

  void reordered() {
    known = null;
  }

  /** What rows are sorted by; nothing if their order is free. */
  List<String> columns() {
    return columns;
  }

  /** The texts of a row by which it is sorted, in words. */
  String said(List<String> texts) {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      said.add(Order.said(columns.get(i), texts.get(places.get(i))));
    }
    return String.join(", ", said);
  }

  private Order.Key key(Task row) {
    return Order.Key.of(at -> row.cells().get(at).text(), columns, places, layout);
  }

  private Order.Key key(List<String> texts) {
    return Order.Key.of(texts::get, columns, places, layout);
  }

  private List<Order.Key> all() {
    List<Order.Key> all = known;
    if (all == null) {
      all = new ArrayList<>(rows.size());
      for (Task row : rows) {
        all.add(key(row));
      }
      known = all;
    }
    return all;
  }

  /** Whether each row is where it belongs; always true where the order is free. */
  boolean sorted() {
    if (columns.isEmpty()) {
      return true;
    }
    List<Order.Key> all = all();
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i - 1).compareTo(all.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a row with these texts keeps the order there; always true where it is free. */
  boolean fits(int index, List<String> texts) {
    if (columns.isEmpty()) {
      return true;
    }
    Order.Key own = key(texts);
    boolean above = index == 0 || key(rows.get(index - 1)).compareTo(own) <= 0;
    boolean below = index == rows.size() || key(rows.get(index)).compareTo(own) >= 0;
    return above && below;
  }

  /**
   * Where a row that comes into the table belongs: where it was, if that keeps the order; otherwise
   * after its equals; at the top if the order is free.
   *
   * @param texts what the row says, one a column
   */
  int position(List<String> texts, @Nullable FormerPlace former) {
    if (former != null) {
      int index = former.after() == null ? 0 : indexAfter(former.after());
      if (index >= 0 && (former.unsorted() || fits(index, texts) || !sorted())) {
        return index;
      }
    }
    return columns.isEmpty() ? 0 : upwards(rows.size(), key(texts));
  }

  /**
   * The position nearest to its own at which a row of the table, given other texts, is neither
   * below a lower one nor above a higher one.
   */
  int nearest(int own, List<String> texts) {
    if (columns.isEmpty() || key(rows.get(own)).equals(key(texts))) {
      return own;
    }
    List<Order.Key> all = all();
    Order.Key wanted = key(texts);
    int index = upwards(own, wanted);
    while (index >= own && index + 1 < rows.size() && all.get(index + 1).compareTo(wanted) < 0) {
      index++;
    }
    return index;
  }

  /** The highest index, from this one upwards, that has no lower row right above it. */
  private int upwards(int from, Order.Key key) {
    List<Order.Key> all = all();
    int index = from;
    while (index > 0 && all.get(index - 1).compareTo(key) > 0) {
      index--;
    }
    return index;
  }

  private int indexAfter(String id) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).id().value().equals(id)) {
        return i + 1;
      }
    }
    return -1;
  }
}
