package ledger.document.parse;

import java.util.List;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * Where a document's blocks are. Only top-level blocks: a table in a quote or a list is prose.
 *
 * @param headings in order
 * @param tables in order
 * @param paragraphs in order
 * @param opaque lines, from 0, whose text is code or a comment and never a row
 * @param indented those of them that are code only because of their indentation: a row may be there
 *     by mistake
 */
public record Outline(
    List<Title> headings,
    List<Lines> tables,
    List<Lines> paragraphs,
    List<Lines> opaque,
    List<Lines> indented) {
  /**
   * A heading.
   *
   * @param text as it is written
   * @param name as it is read: without markup, and with single spaces
   */
  record Title(int level, String text, String name, Span span) {}

  /** Source lines, counted from 0, inclusive. */
  public record Lines(int first, int last) {
    public boolean contains(int line) {
      return first <= line && line <= last;
    }
  }

  public static Outline of(SourceText source) {
    return PlainOutline.of(source).orElseGet(() -> FlexmarkOutline.of(source));
  }
}
