package ledger.document.parse;

import java.util.List;
import ledger.document.Cell;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.parse.Outline.Lines;
import ledger.document.words.ColumnNames;
import ledger.text.SourceText;

/**
 * The header of a table: what decides whether its rows are tasks.
 *
 * @param cells of the header
 * @param columns by name and role
 * @param lines of the table, header and delimiter row included
 */
record TableHead(List<Cell> cells, List<Column> columns, Lines lines) {
  static TableHead of(SourceText source, Layout layout, Lines lines) {
    List<Cell> cells = RowScanner.scan(source, lines.first());
    List<String> texts = cells.stream().map(Cell::text).toList();
    return new TableHead(cells, layout.columns(texts), lines);
  }

  /** Whether the table has a column of IDs: one that says so, or one that may, beside titles. */
  boolean isOfTasks() {
    int id = id();
    return id >= 0 && (isTitled() || !ColumnNames.isWeak(columns.get(id).name()));
  }

  boolean isTitled() {
    return has(Columns.TITLE) || has(Columns.DESCRIPTION);
  }

  int id() {
    return Column.indexOf(columns, Columns.ID);
  }

  boolean has(String role) {
    return Column.indexOf(columns, role) >= 0;
  }

  /** The first line that may be a row. */
  int firstRow() {
    return lines.first() + 2;
  }
}
