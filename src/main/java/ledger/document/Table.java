package ledger.document;

import java.util.List;
import ledger.text.Span;

/**
 * A table of tasks.
 *
 * @param columns in order
 * @param header the header's cells
 * @param headerLine the header's source line, from 0; the delimiter row is the next line
 * @param lastLine the last source line, from 0, whatever row it is
 * @param rows in order
 * @param drafts its rows without an ID, in order
 * @param mixed whether each row's state is in the Status column, and not in a heading above
 */
public record Table(
    List<Column> columns,
    List<Cell> header,
    int headerLine,
    int lastLine,
    List<Task> rows,
    List<DraftRow> drafts,
    boolean mixed) {
  public int delimiterLine() {
    return headerLine + 1;
  }

  /** The same with other rows. */
  public Table with(List<Task> others) {
    return new Table(columns, header, headerLine, lastLine, others, drafts, mixed);
  }

  /** The index of the column with this name or role, ignoring case; -1 if there is none. */
  public int indexOf(String column) {
    return Column.indexOf(columns, column);
  }

  public Span headerSpan(int column) {
    return header.get(column).span();
  }
}
