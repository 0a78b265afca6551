package ledger.document.parse;

import java.util.ArrayList;
import java.util.List;
import ledger.document.Cell;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.RowCells;
import ledger.document.parse.Outline.Lines;
import ledger.document.words.ColumnNames;
import ledger.document.words.StateNames;
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
    return new TableHead(cells, marked(source, layout, layout.columns(texts), lines), lines);
  }

  /** A column without a name whose cells are all marks of a state is the one of states. */
  private static List<Column> marked(
      SourceText source, Layout layout, List<Column> columns, Lines lines) {
    int at = Column.indexOf(columns, "");
    if (at < 0 || Column.indexOf(columns, Columns.STATUS) >= 0) {
      return columns;
    }
    boolean some = false;
    for (int line = lines.first() + 2; line <= lines.last(); line++) {
      RowCells cells = RowScanner.scan(source, line);
      String text = at < cells.size() ? cells.get(at).text() : "";
      if (!text.isEmpty() && (StateNames.marked(text).isEmpty() || layout.meant(text).isEmpty())) {
        return columns;
      }
      some |= text.startsWith("[") || text.codePoints().anyMatch(Character::isEmoji);
    }
    List<Column> with = new ArrayList<>(columns);
    with.set(at, new Column("", null, Columns.STATUS));
    return some ? List.copyOf(with) : columns;
  }

  /** Whether the table has a column of IDs: one that says so, or one that may, beside titles. */
  boolean isOfTasks() {
    int id = id();
    return id >= 0 && (isTitled() || !ColumnNames.isWeak(columns.get(id).name()));
  }

  boolean isTitled() {
    return title() >= 0;
  }

  /** The column with what a task is called; -1 if there is none. */
  int title() {
    int title = Column.indexOf(columns, Columns.TITLE);
    return title < 0 ? Column.indexOf(columns, Columns.DESCRIPTION) : title;
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
