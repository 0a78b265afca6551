package ledger.document.parse;

import java.util.List;
import java.util.regex.Pattern;
import ledger.document.RowCells;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * Very long lines, shortened to what says the same about the structure of a document. The Markdown
 * parser's patterns need a stack frame for each of a line's words or columns.
 */
final class LongLines {
  private static final int LONG = 2_000;
  private static final int KEPT = 500;
  private static final int COLUMNS = 60;
  private static final Pattern DELIMITERS = Pattern.compile("[ \\t:|-]*+");

  /** What ends a block of HTML, or keeps a line from opening a block of code. */
  private static final List<String> ENDS =
      List.of("-->", "?>", "]]>", "</script>", "</pre>", "</style>", "</textarea>", "`", "~");

  private LongLines() {}

  /**
   * A line's text, whole unless it is very long.
   *
   * @param row whether the line can be a table's row
   */
  static String shortened(SourceText source, int number, boolean row) {
    Span line = source.line(number);
    if (line.length() <= LONG) {
      return line.of(source.content());
    }
    boolean delimiter =
        DELIMITERS.matcher(source.content()).region(line.start(), line.end()).matches();
    if (row || delimiter) {
      RowCells cells = RowScanner.scan(source, number);
      return ("|" + (delimiter ? "-" : "x")).repeat(columns(cells.size())) + "|";
    }
    String kept = source.content().substring(line.start(), line.start() + KEPT);
    String rest = source.content().substring(line.start() + KEPT, line.end());
    StringBuilder text = new StringBuilder(kept);
    char first = kept.strip().isEmpty() ? 'x' : kept.strip().charAt(0);
    boolean alike = rest.chars().allMatch(c -> c == first || c == ' ' || c == '\t');
    text.append(alike ? "" : "x");
    ENDS.stream().filter(rest::contains).forEach(text::append);
    return text.toString();
  }

  /** As many columns only where two lines have as many; of many, almost only there. */
  private static int columns(int count) {
    return count <= COLUMNS ? count : COLUMNS + count % COLUMNS;
  }
}
