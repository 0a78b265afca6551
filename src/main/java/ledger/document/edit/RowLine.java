package ledger.document.edit;

import java.util.List;
import ledger.document.Cell;
import ledger.document.DraftRow;
import ledger.document.RowCells;
import ledger.document.Table;
import ledger.document.Task;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * A row as it is written.
 *
 * @param text that it is in
 * @param line its line there, without the line ending
 * @param cells their spans are in the text
 */
record RowLine(String text, Span line, List<Cell> cells) {
  /** The line of a row that has been planned: its cells are in a text of their own. */
  static final int PLANNED = -1;

  /** A row of the source, or one that has been planned. */
  static RowLine of(SourceText source, Task row) {
    String text = row.cells().source();
    Span line = row.line() == PLANNED ? new Span(0, text.length()) : source.line(row.line());
    return new RowLine(text, line, row.cells());
  }

  /** A row of the source that has no ID. */
  static RowLine of(SourceText source, DraftRow row) {
    return new RowLine(source.content(), source.line(row.line()), row.cells());
  }

  static RowLine header(SourceText source, Table table) {
    return new RowLine(source.content(), source.line(table.headerLine()), table.header());
  }

  /** How many of the cells are written; the others are empty. */
  int written() {
    return cells instanceof RowCells row ? row.written() : cells.size();
  }

  /** The characters of the line. */
  String characters() {
    return line.of(text);
  }

  /** What is before the first cell. */
  String before() {
    return text.substring(line.start(), cells.getFirst().span().start());
  }

  /** What is after the last cell. */
  String after() {
    return text.substring(cells.getLast().span().end(), line.end());
  }
}
