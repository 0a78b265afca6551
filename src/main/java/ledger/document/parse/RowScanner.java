package ledger.document.parse;

import java.util.Arrays;
import java.util.regex.Pattern;
import ledger.document.Cell;
import ledger.document.RowCells;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * Splits a table line into cells by the rule of GitHub Flavored Markdown (section 4.10): a pipe
 * separates cells unless a backslash precedes it, even inside code spans; one pipe at either end is
 * decoration.
 */
public final class RowScanner {
  /** How many cells there is room for at first. */
  private static final int USUAL = 16;

  private static final Pattern LINE_END = Pattern.compile("\\R");
  private static final Pattern LIST_NUMBER = Pattern.compile("[0-9]+[.)]");

  private RowScanner() {}

  /** The cells of a source line (counted from 0); at least one. */
  public static RowCells scan(SourceText source, int line) {
    return scan(source.content(), source.line(line));
  }

  /** The cells of the line that {@code line} spans in {@code text}; at least one. */
  public static RowCells scan(String text, Span line) {
    int at = line.start();
    while (at < line.end() && Cell.isBlank(text.charAt(at))) {
      at++;
    }
    int end = line.end();
    while (end > at && Cell.isBlank(text.charAt(end - 1))) {
      end--;
    }
    if (at < end && text.charAt(at) == '|') {
      at++;
    }
    int[] starts = new int[USUAL];
    int count = 0;
    int start = at;
    for (; at < end; at++) {
      if (text.charAt(at) == '|' && text.charAt(at - (at > start ? 1 : 0)) != '\\') {
        starts = count + 2 < starts.length ? starts : Arrays.copyOf(starts, 2 * starts.length);
        starts[count++] = start;
        start = at + 1;
      }
    }
    // Without a closing pipe the last cell extends to the end of the line, padding included.
    if (start < end || count == 0) {
      starts[count++] = start;
      start = Math.max(start, line.end()) + 1;
    }
    starts[count++] = start;
    return new RowCells(text, Arrays.copyOf(starts, count));
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

  /** A value as it can be written in a cell: on one line, trimmed, NUL replaced as in markdown. */
  public static String unpadded(String value) {
    return LINE_END.matcher(value).replaceAll(" ").replace('\0', '\uFFFD').strip();
  }
}
