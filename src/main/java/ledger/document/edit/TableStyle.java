package ledger.document.edit;

import java.util.List;
import ledger.document.Cell;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.parse.RowScanner;
import ledger.text.DisplayWidth;
import ledger.text.SourceText;

/** How the rows of a table are written, while they come and go. */
public final class TableStyle {
  private final SourceText source;
  private final Table table;
  private final List<Task> rows;
  private final List<Integer> widths;

  /** How many rows are padded to the header's width; -1 until somebody asks. */
  private int padded = -1;

  /**
   * @param rows as they are at any time; who changes them says so here
   */
  public TableStyle(SourceText source, Table table, List<Task> rows) {
    this.source = source;
    this.table = table;
    this.rows = rows;
    this.widths =
        table.header().stream()
            .map(cell -> DisplayWidth.of(cell.span().of(source.content())))
            .toList();
  }

  void added(Task row) {
    if (padded >= 0 && isPadded(row)) {
      padded++;
    }
  }

  void removed(Task row) {
    if (padded >= 0 && isPadded(row)) {
      padded--;
    }
  }

  /** The style of the row nearest to an index, or of the header if there are no rows. */
  public RowStyle near(int index) {
    if (rows.isEmpty()) {
      List<Cell> delimiters = RowScanner.scan(source, table.delimiterLine());
      boolean aligned = true;
      for (int i = 0; i < delimiters.size(); i++) {
        aligned &= width(source.content(), delimiters.get(i)) == widths.get(i);
      }
      return new RowStyle(RowLine.header(source, table), aligned ? widths : List.of());
    }
    if (padded < 0) {
      padded = (int) rows.stream().filter(this::isPadded).count();
    }
    Task nearest = rows.get(Math.clamp(index - 1, 0, rows.size() - 1));
    return new RowStyle(RowLine.of(source, nearest), padded > 0 ? widths : List.of());
  }

  /** Whether a cell of the row is padded to the header's width. */
  private boolean isPadded(Task row) {
    for (int i = 0; i < row.cells().size(); i++) {
      Cell cell = row.cells().get(i);
      boolean room = cell.span().end() - cell.content().end() > 1;
      if (room && width(row.cells().source(), cell) == widths.get(i)) {
        return true;
      }
    }
    return false;
  }

  private static int width(String text, Cell cell) {
    return DisplayWidth.of(cell.span().of(text));
  }
}
