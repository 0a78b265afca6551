package ledger.document;

import ledger.text.Span;

/**
 * A table cell and its position.
 *
 * @param span everything between the cell's separators, padding included
 * @param content the part without padding; empty, and somewhere inside {@code span}, for an empty
 *     cell
 * @param text the content with {@code \|} unescaped
 */
public record Cell(Span span, Span content, String text) {
  /** The cell between two separators. */
  static Cell between(String text, int start, int end) {
    int from = start;
    while (from < end && isBlank(text.charAt(from))) {
      from++;
    }
    int to = end;
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    // The content of an empty cell is after one space, so that a value put there is padded on
    // both sides.
    int empty = Math.min(start + 1, end);
    Span content = from == to ? new Span(empty, empty) : new Span(from, to);
    return new Cell(new Span(start, end), content, content.of(text).replace("\\|", "|"));
  }

  /** Whether it is padding. */
  public static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
