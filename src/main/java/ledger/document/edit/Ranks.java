package ledger.document.edit;

import java.util.ArrayList;
import java.util.List;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.page.PageFacts.FormerPlace;
import org.jspecify.annotations.Nullable;

/** The ranks of a table's rows by priority, and where they let a row go. */
final class Ranks {
  private final Layout layout;
  private final List<Task> rows;

  /** The column with the priority; -1 if the table has none. */
  private final int column;

  /** One a row; null until somebody asks for more than two of them. */
  private @Nullable List<Integer> known;

  /**
   * @param rows as they are at any time; who changes them says so here
   */
  Ranks(Layout layout, Table table, List<Task> rows) {
    this.layout = layout;
    this.rows = rows;
    this.column = table.mixed() ? -1 : table.indexOf(Columns.PRIORITY);
  }

  void added(int index) {
    if (known != null) {
      known.add(index, rank(rows.get(index)));
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

  private int rank(Task row) {
    return layout.rank(row.cells().get(column).text());
  }

  private List<Integer> all() {
    List<Integer> all = known;
    if (all == null) {
      all = new ArrayList<>(rows.size());
      for (Task row : rows) {
        all.add(rank(row));
      }
      known = all;
    }
    return all;
  }

  /** Whether each row is where its priority belongs; always true without priorities. */
  boolean sorted() {
    if (column < 0) {
      return true;
    }
    List<Integer> all = all();
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i - 1) > all.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a row with this priority keeps the order there; always true without priorities. */
  boolean fits(int index, String priority) {
    if (column < 0) {
      return true;
    }
    int rank = layout.rank(priority);
    boolean above = index == 0 || rank(rows.get(index - 1)) <= rank;
    boolean below = index == rows.size() || rank(rows.get(index)) >= rank;
    return above && below;
  }

  /**
   * Where a row that comes into the table belongs: where it was, if that keeps the order; otherwise
   * after its equals; at the top if there are no priorities.
   *
   * @param texts what the row says, one a column
   */
  int position(List<String> texts, @Nullable FormerPlace former) {
    if (former != null) {
      int index = former.after() == null ? 0 : indexAfter(former.after());
      if (index >= 0
          && (former.unsorted() || column < 0 || fits(index, texts.get(column)) || !sorted())) {
        return index;
      }
    }
    if (column < 0) {
      return 0;
    }
    return upwards(rows.size(), layout.rank(texts.get(column)));
  }

  /**
   * The position nearest to its own at which a row of the table, given other texts, is neither
   * below a lower one nor above a higher one.
   */
  int nearest(int own, List<String> texts) {
    if (column < 0 || rows.get(own).cells().get(column).text().equals(texts.get(column))) {
      return own;
    }
    List<Integer> all = all();
    int rank = layout.rank(texts.get(column));
    int index = upwards(own, rank);
    while (index >= own && index + 1 < rows.size() && all.get(index + 1) < rank) {
      index++;
    }
    return index;
  }

  /** The highest index, from this one upwards, that has no lower priority right above it. */
  private int upwards(int from, int rank) {
    List<Integer> all = all();
    int index = from;
    while (index > 0 && all.get(index - 1) > rank) {
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
