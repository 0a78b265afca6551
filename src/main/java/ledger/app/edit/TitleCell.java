package ledger.app.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ledger.document.Column;
import ledger.document.Columns;

/** Where a title goes. */
public final class TitleCell {
  private TitleCell() {}

  /** The cells to be written: a title into the description, if that is what the table has. */
  public static Map<String, String> in(List<Column> columns, Map<String, String> cells) {
    boolean untitled =
        Column.indexOf(columns, Columns.TITLE) < 0
            && Column.indexOf(columns, Columns.DESCRIPTION) >= 0;
    if (!untitled || !cells.containsKey(Columns.TITLE) || cells.containsKey(Columns.DESCRIPTION)) {
      return cells;
    }
    Map<String, String> other = new LinkedHashMap<>(cells);
    other.put(Columns.DESCRIPTION, Objects.requireNonNull(other.remove(Columns.TITLE)));
    return other;
  }
}
