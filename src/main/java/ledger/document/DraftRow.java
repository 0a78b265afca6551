package ledger.document;

import java.util.List;

/**
 * A row that has no ID yet.
 *
 * @param columns of the table that it is in
 * @param cells one per column
 * @param line the source line, from 0
 */
public record DraftRow(State state, List<Column> columns, RowCells cells, int line) {
  /** The text of the cell in a column; empty if the row's table has no such column. */
  public String text(String column) {
    int index = Column.indexOf(columns, column);
    return index < 0 ? "" : cells.get(index).text();
  }

  /** What the task is called; its description, if it has no title. */
  public String title() {
    String title = text(Columns.TITLE);
    return title.isEmpty() ? text(Columns.DESCRIPTION) : title;
  }

  /** The cells' texts, one a column. */
  public List<String> texts() {
    return cells.texts();
  }
}
