package ledger.document.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ledger.document.Cell;
import ledger.document.Task;
import ledger.document.parse.RowScanner;
import ledger.text.DisplayWidth;
import ledger.text.Edit;
import ledger.text.Edits;
import ledger.text.SourceText;
import ledger.text.Span;

/** How a row is written, so that a new one looks like its neighbours. */
public final class RowStyle {
  private final String before;
  private final String after;
  private final boolean spaced;

  /** The widths of aligned cells; empty if they are not aligned. */
  private final List<Integer> widths;

  /** The style of a row, or of a header. */
  RowStyle(RowLine model, List<Integer> widths) {
    this.before = model.before();
    this.after = model.after();
    this.spaced = isSpaced(model);
    this.widths = widths;
  }

  /** The line of a row where there is none to copy the style of. */
  public static String plain(List<String> values) {
    return values.stream().map(RowScanner::escape).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** A row's line with these texts, one a column. */
  public static String changed(SourceText source, Task task, List<String> texts) {
    return changed(RowLine.of(source, task), texts);
  }

  /** The same. */
  static String changed(RowLine row, List<String> texts) {
    int start = row.line().start();
    List<Edit> edits = new ArrayList<>();
    for (Edit edit : edits(row, texts)) {
      Span span = edit.span();
      Span within = new Span(span.start() - start, span.end() - start);
      edits.add(new Edit(within, edit.replacement()));
    }
    return Edits.of(edits).apply(row.characters());
  }

  /** What makes a row say these texts, one a column: an edit for each cell that differs. */
  static List<Edit> edits(RowLine row, List<String> texts) {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < row.written(); i++) {
      if (!row.cells().get(i).text().equals(texts.get(i))) {
        edits.add(edit(row, i, texts.get(i)));
      }
    }
    if (texts.subList(row.written(), texts.size()).stream().anyMatch(text -> !text.isEmpty())) {
      edits.add(tail(row, texts));
    }
    return edits;
  }

  /** The row's line with the cells that it lacks, empty. */
  static String filled(RowLine row) {
    List<String> texts = row.cells().stream().map(Cell::text).toList();
    Edit tail = tail(row, texts);
    int at = tail.span().start() - row.line().start();
    return Edits.of(List.of(Edit.insert(at, tail.replacement()))).apply(row.characters());
  }

  /** Writes the cells that a row lacks, after those that it has. */
  private static Edit tail(RowLine row, List<String> texts) {
    int end = row.cells().get(row.written() - 1).span().end();
    boolean closed = end < row.line().end();
    StringBuilder tail = new StringBuilder();
    for (String text : texts.subList(row.written(), texts.size())) {
      tail.append(closed ? "" : " |").append(' ').append(RowScanner.escape(text));
      tail.append(closed ? (text.isEmpty() ? "|" : " |") : "");
    }
    return Edit.insert(closed ? end + 1 : end, tail + (closed ? "" : " |"));
  }

  /** The cell's own padding absorbs the difference in width of its new text, as far as it can. */
  private static Edit edit(RowLine row, int column, String text) {
    Cell cell = row.cells().get(column);
    String padded = cell.span().of(row.text());
    String lead = row.text().substring(cell.span().start(), cell.content().start());
    String core = lead + RowScanner.escape(text);
    boolean last = column == row.written() - 1 && cell.span().end() == row.line().end();
    boolean tight = padded.equals(padded.strip()) && !padded.isEmpty();
    int gap = last ? 0 : tight && !core.endsWith("\\") ? 0 : 1;
    int pad = last ? 0 : Math.max(gap, DisplayWidth.of(padded) - DisplayWidth.of(core));
    boolean opens = column == 0 && isOpen(row) && RowScanner.needsOpening(text);
    String opening = !opens ? "" : tight ? "|" : "| ";
    String closing = last && RowScanner.needsClosing(text) ? "|" : "";
    return new Edit(cell.span(), opening + core + " ".repeat(pad) + closing);
  }

  /** Whether there is no pipe before the first cell. */
  private static boolean isOpen(RowLine row) {
    return !row.before().endsWith("|");
  }

  /**
   * The line of a row, without its line ending.
   *
   * @param values one per column
   */
  public String row(List<String> values) {
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
    int width = widths.isEmpty() ? 0 : widths.get(column);
    String core = lead + text + " ";
    return DisplayWidth.padded(core, width);
  }

  /** Whether there is a space after the pipes. */
  private static boolean isSpaced(RowLine model) {
    for (int i = model.before().isEmpty() ? 1 : 0; i < model.cells().size(); i++) {
      Span span = model.cells().get(i).span();
      if (!span.isEmpty() && Cell.isBlank(model.text().charAt(span.start()))) {
        return true;
      }
    }
    return false;
  }
}
