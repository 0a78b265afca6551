package ledger.document;

import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ast.HtmlBlock;
import com.vladsch.flexmark.ast.HtmlCommentBlock;
import com.vladsch.flexmark.ast.IndentedCodeBlock;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.ext.tables.TableBlock;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.util.ArrayList;
import java.util.List;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * Where a document's blocks stand, found by flexmark. Only top-level blocks: a table in a quote or
 * a list is prose.
 *
 * @param headings in order
 * @param tables in order
 * @param paragraphs in order
 * @param opaque lines, from 0, whose text is code or a comment and never a row
 */
record Outline(
    List<Title> headings, List<Lines> tables, List<Lines> paragraphs, List<Lines> opaque) {
  /** A heading. */
  record Title(int level, String text, Span span) {}

  /** Source lines from 0, both included. */
  record Lines(int first, int last) {
    boolean contains(int line) {
      return first <= line && line <= last;
    }
  }

  static Outline of(SourceText source) {
    String content = source.content();
    // flexmark takes a byte order mark for a part of the first line.
    int shift = content.startsWith("\uFEFF") ? 1 : 0;
    Outline outline =
        new Outline(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Node node : PARSER.parse(content.substring(shift)).getChildren()) {
      outline.add(source, node, shift);
    }
    return outline;
  }

  private void add(SourceText source, Node node, int shift) {
    int start = node.getStartOffset() + shift;
    int end = Math.max(start, node.getChars().trimEnd().getEndOffset() + shift);
    Lines lines = new Lines(source.lineAt(start), source.lineAt(Math.max(start, end - 1)));
    switch (node) {
      case Heading heading ->
          headings.add(
              new Title(
                  heading.getLevel(), heading.getText().toString().strip(), new Span(start, end)));
      case TableBlock table -> tables.add(lines);
      case Paragraph paragraph -> paragraphs.add(lines);
      case FencedCodeBlock code -> opaque.add(lines);
      case IndentedCodeBlock code -> opaque.add(lines);
      case HtmlBlock html -> opaque.add(lines);
      case HtmlCommentBlock comment -> opaque.add(lines);
      default -> {}
    }
  }

  private static final Parser PARSER =
      Parser.builder(
              new MutableDataSet()
                  .set(Parser.EXTENSIONS, List.of(TablesExtension.create()))
                  .set(TablesExtension.COLUMN_SPANS, false)
                  .set(TablesExtension.MIN_SEPARATOR_DASHES, 1))
          .build();
}
