package ledger.document.parse;

import java.util.List;
import ledger.text.SourceText;

/**
 * Where a document's blocks are. Only top-level blocks: a table in a quote or a list is prose.
 *
 * @param headings in order
 * @param labels what may stand for a heading, in order: a line in bold, the summary of details
 * @param tables in order
 * @param paragraphs in order
 * @param opaque lines, from 0, whose text is code or a comment and never a row
 * @param indented those of them that are code only because of their indentation: a row may be there
 *     by mistake
 */
public record Outline(
    List<Title> headings,
    List<Title> labels,
    List<Lines> tables,
    List<Lines> paragraphs,
    List<Lines> opaque,
    List<Lines> indented) {
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
