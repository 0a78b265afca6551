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
public record Cell(Span span, Span content, String text) {}
