package ledger.document;

import java.util.List;
import ledger.text.Span;

/**
 * A table of tasks.
 *
 * @param columns in order
 * @param header the header's cells
 * @param headerLine the header's source line, from 0; the delimiter row is the next line
 * @param rows in order
 */
public record Table(List<Column> columns, List<Cell> header, int headerLine, List<Task> rows) {
  public int delimiterLine() {
    return headerLine + 1;
  }

  /** The index of the column with this name, ignoring case; -1 if there is none. */
  public int indexOf(String column) {
    return Column.indexOf(columns, column);
  }

  public Span headerSpan(int column) {
    return header.get(column).span();
  }
}
