package ledger.document.edit;

import java.util.ArrayList;
import java.util.List;
import ledger.document.Cell;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.page.PageFacts.FormerPlace;
import ledger.document.parse.RowScanner;
import ledger.text.Edit;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/** Splices of whole rows: inserted, removed, reordered. */
final class RowSplices {
  private static final String CR = "\r";

  private final SourceText source;
  private final Layout layout;

  RowSplices(SourceText source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  /** A new row's splice and its index in the table. */
  record InsertedRow(Edit edit, int index) {}

  /** Inserts a row into a table: where it was, where its priority belongs, or at the top. */
  InsertedRow row(Table table, List<String> values, @Nullable FormerPlace place) {
    int index = Order.position(table, layout, values, place);
    String line = line(table, index, values, place);
    int above = index == 0 ? table.delimiterLine() : table.rows().get(index - 1).line();
    int at = source.fullLine(above).end();
    String kept = place == null ? null : place.end();
    if (CR.equals(kept) && startsWithLf(at)) {
      // Below the row it would form one line ending with what follows.
      return new InsertedRow(Edit.insert(source.line(above).end(), kept + line), index);
    }
    if (end(above).isEmpty()) {
      return new InsertedRow(Edit.insert(at, (kept == null ? lineEnd() : kept) + line), index);
    }
    return new InsertedRow(Edit.insert(at, line + (kept == null ? end(above) : kept)), index);
  }

  /**
   * The line that was kept, if it still says the same; otherwise a line in the style of its
   * neighbours.
   */
  private String line(Table table, int index, List<String> values, @Nullable FormerPlace place) {
    if (place != null && place.row() != null) {
      String kept = place.row();
      List<String> texts =
          RowScanner.scan(kept, new Span(0, kept.length())).stream().map(Cell::text).toList();
      if (texts.equals(values)) {
        return kept;
      }
    }
    return new RowStyle(source, table, index).row(values);
  }

  /**
   * Removes the row's line. If it is the last line of a file without a final newline, the line
   * ending before it goes as well; so does a row between a CR and an LF.
   */
  Edit deletion(Task task) {
    Span full = source.fullLine(task.line());
    Span line = source.line(task.line());
    if (line.end() == full.end() || parts(task.line())) {
      return Edit.delete(new Span(source.line(task.line() - 1).end(), line.end()));
    }
    return Edit.delete(full);
  }

  /** Whether the line separates a CR from an LF, which would be one line ending without it. */
  private boolean parts(int line) {
    return end(line - 1).equals(CR) && startsWithLf(source.fullLine(line).end());
  }

  private boolean startsWithLf(int at) {
    return at < source.content().length() && source.content().charAt(at) == '\n';
  }

  private String lineEnd() {
    String first = end(0);
    return first.isEmpty() ? "\n" : first;
  }

  /** Reorders lines; each position keeps its line ending. */
  List<Edit> permutation(List<Task> rows, List<Task> wanted) {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).equals(wanted.get(i))) {
        String line = source.line(wanted.get(i).line()).of(source.content());
        edits.add(new Edit(source.line(rows.get(i).line()), line));
      }
    }
    return edits;
  }

  /** What must be kept so that the row can come back to where it is. */
  FormerPlace place(Task task, RowPlace from) {
    Table table = from.table();
    int index = from.index();
    String after = index == 0 ? null : table.rows().get(index - 1).id().value();
    String line = source.line(task.line()).of(source.content());
    List<Task> others = new ArrayList<>(table.rows());
    others.remove(index);
    Table rest = new Table(table.columns(), table.header(), table.headerLine(), others);
    String rebuilt = new RowStyle(source, rest, index).row(task.texts());
    return new FormerPlace(
        from.place().number(),
        after,
        rebuilt.equals(line) ? null : line,
        oddEnd(task.line()),
        !Order.fits(rest, layout, index, task.text(Columns.PRIORITY)));
  }

  /** The line ending, if an insertion would not restore it; null if it would. */
  private @Nullable String oddEnd(int line) {
    String above = end(line - 1);
    if (parts(line)) {
      return above;
    }
    if (end(line).isEmpty()) {
      return above.equals(lineEnd()) ? null : above;
    }
    return end(line).equals(above) ? null : end(line);
  }

  private String end(int line) {
    return source.content().substring(source.line(line).end(), source.fullLine(line).end());
  }
}
