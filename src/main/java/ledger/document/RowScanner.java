package ledger.document;

import java.util.ArrayList;
import java.util.List;
import ledger.text.Span;

/**
 * Splits a table line into cells by the rule of GitHub Flavored Markdown (section 4.10): a pipe
 * separates unless a backslash stands right before it, inside code spans too; one pipe at either
 * end is decoration.
 */
final class RowScanner {
  private RowScanner() {}

  /** The cells of the line that {@code line} spans in {@code text}; never fewer than one. */
  static List<Cell> scan(String text, Span line) {
    int at = skipBlanks(text, line.start(), line.end());
    int end = line.end();
    while (end > at && isBlank(text.charAt(end - 1))) {
      end--;
    }
    if (at < end && text.charAt(at) == '|') {
      at++;
    }
    List<Cell> cells = new ArrayList<>();
    int start = at;
    for (; at < end; at++) {
      if (text.charAt(at) == '|' && text.charAt(at - (at > start ? 1 : 0)) != '\\') {
        cells.add(cell(text, start, at));
        start = at + 1;
      }
    }
    // Without a closing pipe the last cell reaches the line's end, its padding included.
    if (start < end || cells.isEmpty()) {
      cells.add(cell(text, start, Math.max(start, line.end())));
    }
    return cells;
  }

  /** The text as a cell's source: every {@code |} escaped. */
  static String escape(String value) {
    return value.replace("|", "\\|");
  }

  /** A value as a cell can hold it: on one line, without blanks around it. */
  static String unpadded(String value) {
    return value.replaceAll("\\R", " ").strip();
  }

  private static Cell cell(String text, int start, int end) {
    int from = skipBlanks(text, start, end);
    int to = end;
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    // An empty cell's content sits behind one blank, so that a value put there is padded on both
    // sides.
    Span content = from == to ? emptyAt(start, end) : new Span(from, to);
    return new Cell(new Span(start, end), content, content.of(text).replace("\\|", "|"));
  }

  private static Span emptyAt(int start, int end) {
    int at = Math.min(start + 1, end);
    return new Span(at, at);
  }

  private static int skipBlanks(String text, int from, int end) {
    int at = from;
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
