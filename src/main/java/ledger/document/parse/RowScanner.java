package ledger.document.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import ledger.document.Cell;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * Splits a table line into cells by the rule of GitHub Flavored Markdown (section 4.10): a pipe
 * separates cells unless a backslash precedes it, even inside code spans; one pipe at either end is
 * decoration.
 */
public final class RowScanner {
  private static final Pattern LIST_NUMBER = Pattern.compile("[0-9]+[.)]");

  private RowScanner() {}

  /** The cells of a source line (counted from 0); at least one. */
  public static List<Cell> scan(SourceText source, int line) {
    return scan(source.content(), source.line(line));
  }

  /** The cells of the line that {@code line} spans in {@code text}; at least one. */
  public static List<Cell> scan(String text, Span line) {
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
    // Without a closing pipe the last cell extends to the end of the line, padding included.
    if (start < end || cells.isEmpty()) {
      cells.add(cell(text, start, Math.max(start, line.end())));
    }
    return cells;
  }

  /** The text as a cell's source: every {@code |} escaped. */
  public static String escape(String value) {
    return value.replace("|", "\\|");
  }

  /**
   * Whether a row that begins with this value needs a pipe before it: a row cannot begin with an
   * empty value, or with one that would open another kind of block.
   */
  public static boolean needsOpening(String first) {
    return first.isEmpty()
        || !Character.isLetterOrDigit(first.codePointAt(0))
        || LIST_NUMBER.matcher(first).lookingAt();
  }

  /** Whether a row that ends with this value needs a pipe after it. */
  public static boolean needsClosing(String last) {
    return last.isEmpty();
  }

  /** A value as it can be written in a cell: on one line, trimmed. */
  public static String unpadded(String value) {
    return value.replaceAll("\\R", " ").strip();
  }

  private static Cell cell(String text, int start, int end) {
    int from = skipBlanks(text, start, end);
    int to = end;
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    // The content of an empty cell is after one space, so that a value put there is padded on
    // both sides.
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
