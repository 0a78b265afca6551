package ledger.document.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ledger.document.Cell;
import ledger.document.Table;
import ledger.document.Task;
import ledger.document.parse.RowScanner;
import ledger.text.DisplayWidth;
import ledger.text.Edit;
import ledger.text.Edits;
import ledger.text.SourceText;
import ledger.text.Span;

/** How the rows of a table are written, so that a new one looks like its neighbours. */
public final class RowStyle {
  private final SourceText source;
  private final Table table;
  private final List<Cell> model;
  private final String before;
  private final String after;
  private final boolean spaced;
  private final boolean aligned;

  /** The style of the row nearest to {@code index}, or of the header if there are no rows. */
  RowStyle(SourceText source, Table table, int index) {
    this.source = source;
    this.table = table;
    int line = table.rows().isEmpty() ? table.headerLine() : nearest(table, index).line();
    Span span = source.line(line);
    this.model = table.rows().isEmpty() ? table.header() : nearest(table, index).cells();
    this.before = source.content().substring(span.start(), model.getFirst().span().start());
    this.after = source.content().substring(model.getLast().span().end(), span.end());
    this.spaced = isSpaced();
    this.aligned = isAligned();
  }

  /**
   * A new row's line, without its line ending, written like its neighbours.
   *
   * @param index where it will be in the table
   * @param values one per column
   */
  public static String row(SourceText source, Table table, int index, List<String> values) {
    return new RowStyle(source, table, index).row(values);
  }

  /** The line of a row where there is none to copy the style of. */
  public static String plain(List<String> values) {
    return values.stream().map(RowScanner::escape).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** What makes a row say these texts, one a column: an edit for each cell that differs. */
  static List<Edit> edits(SourceText source, Task task, List<String> texts) {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!task.cells().get(i).text().equals(texts.get(i))) {
        edits.add(edit(source, task, i, texts.get(i)));
      }
    }
    return edits;
  }

  /** A row's line with these texts, one a column. */
  public static String changed(SourceText source, Task task, List<String> texts) {
    List<Edit> edits = edits(source, task, texts);
    Span line = source.line(task.line());
    String rest = source.content().substring(line.end());
    String all = Edits.of(edits).apply(source.content());
    return all.substring(line.start(), all.length() - rest.length());
  }

  /** The cell's own padding absorbs the difference in width of its new text, as far as it can. */
  private static Edit edit(SourceText source, Task task, int column, String text) {
    Cell cell = task.cells().get(column);
    String padded = cell.span().of(source.content());
    String lead = source.content().substring(cell.span().start(), cell.content().start());
    String core = lead + RowScanner.escape(text);
    boolean last =
        column == task.cells().size() - 1 && cell.span().end() == source.line(task.line()).end();
    boolean tight = padded.equals(padded.strip()) && !padded.isEmpty();
    int gap = last ? 0 : tight && !core.endsWith("\\") ? 0 : 1;
    int pad = last ? 0 : Math.max(gap, DisplayWidth.of(padded) - DisplayWidth.of(core));
    boolean opens = column == 0 && isOpen(source, cell) && RowScanner.needsOpening(text);
    String opening = !opens ? "" : tight ? "|" : "| ";
    String closing = last && RowScanner.needsClosing(text) ? "|" : "";
    return new Edit(cell.span(), opening + core + " ".repeat(pad) + closing);
  }

  /** Whether there is no pipe before a row's first cell. */
  private static boolean isOpen(SourceText source, Cell first) {
    int at = first.span().start();
    return at == 0 || source.content().charAt(at - 1) != '|';
  }

  private static Task nearest(Table table, int index) {
    return table.rows().get(Math.clamp(index - 1, 0, table.rows().size() - 1));
  }

  /** The row's line, without its line ending. */
  String row(List<String> values) {
    boolean open = before.isBlank() && !RowScanner.needsOpening(values.getFirst());
    boolean unclosed = after.isBlank() && !RowScanner.needsClosing(values.getLast());
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      boolean first = i == 0 && open;
      boolean last = i == values.size() - 1 && unclosed;
      cells.add(cell(i, RowScanner.escape(values.get(i)), first, last));
    }
    String opening = before.isBlank() && !open ? before + "|" : before;
    String closing = after.isBlank() && !unclosed ? "|" : after;
    return opening + String.join("|", cells) + closing;
  }

  private String cell(int column, String text, boolean first, boolean last) {
    if (!spaced) {
      // A cell that ends in a backslash would escape the pipe after it.
      return text.endsWith("\\") ? text + " " : text;
    }
    String lead = first ? "" : " ";
    if (last) {
      return lead + text;
    }
    int width = aligned ? width(table.headerSpan(column)) : 0;
    String core = lead + text + " ";
    return core + " ".repeat(Math.max(0, width - DisplayWidth.of(core)));
  }

  /** Whether there is a space after the pipes. */
  private boolean isSpaced() {
    for (int i = before.isEmpty() ? 1 : 0; i < model.size(); i++) {
      Span span = model.get(i).span();
      if (!span.isEmpty() && isBlank(source.content().charAt(span.start()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether any row, or the delimiter row of an empty table, is padded to the header's width. */
  private boolean isAligned() {
    if (table.rows().isEmpty()) {
      List<Cell> delimiters = RowScanner.scan(source.content(), source.line(table.delimiterLine()));
      return sameWidths(delimiters);
    }
    return table.rows().stream().anyMatch(row -> paddedToHeader(row.cells()));
  }

  private boolean sameWidths(List<Cell> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (width(cells.get(i).span()) != width(table.headerSpan(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean paddedToHeader(List<Cell> cells) {
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      boolean padded = cell.span().end() - cell.content().end() > 1;
      if (padded && width(cell.span()) == width(table.headerSpan(i))) {
        return true;
      }
    }
    return false;
  }

  private int width(Span span) {
    return DisplayWidth.of(span.of(source.content()));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
