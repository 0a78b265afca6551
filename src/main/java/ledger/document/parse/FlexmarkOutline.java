package ledger.document.parse;

import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ast.HtmlBlock;
import com.vladsch.flexmark.ast.HtmlCommentBlock;
import com.vladsch.flexmark.ast.IndentedCodeBlock;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.ext.tables.TableBlock;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import ledger.document.Cell;
import ledger.document.parse.Outline.Lines;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * The blocks of any document, as flexmark finds them. Its classes initialise each other, and two
 * threads that start at different ends would deadlock: so one thread at a time.
 */
final class FlexmarkOutline {
  /** How front matter begins. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z_][\\w -]*:");

  private final List<Title> headings = new ArrayList<>();
  private final List<Title> labels = new ArrayList<>();
  private final List<Lines> tables = new ArrayList<>();
  private final List<Lines> paragraphs = new ArrayList<>();
  private final List<Lines> opaque = new ArrayList<>();
  private final List<Lines> indented = new ArrayList<>();

  private FlexmarkOutline() {}

  static synchronized Outline of(SourceText source) {
    ShortenedText skeleton = ShortenedText.of(source);
    FlexmarkOutline found = new FlexmarkOutline();
    int body = body(source);
    for (Node node : PARSER.parse(skeleton.text.content()).getChildren()) {
      if (body == 0 || skeleton.lines(node.getStartOffset(), node.getEndOffset()).first() >= body) {
        found.add(source, node, skeleton);
      }
    }
    return new Outline(
        found.headings, found.labels, found.tables, found.paragraphs, found.opaque, found.indented);
  }

  /** The first line below the front matter that other programs put at the top. */
  private static int body(SourceText source) {
    String mark = "---";
    boolean opened =
        source.lineCount() > 2
            && source
                .line(0)
                .of(source.content())
                .replace("\uFEFF", "")
                .stripTrailing()
                .equals(mark)
            && KEY.matcher(source.line(1).of(source.content())).lookingAt();
    for (int line = 1; opened && line < source.lineCount(); line++) {
      if (source.line(line).of(source.content()).stripTrailing().equals(mark)) {
        return line + 1;
      }
    }
    return 0;
  }

  private void add(SourceText source, Node node, ShortenedText skeleton) {
    Lines lines = skeleton.lines(node.getStartOffset(), node.getChars().trimEnd().getEndOffset());
    if (node instanceof Heading heading) {
      Span span = new Span(source.line(lines.first()).start(), source.line(lines.last()).end());
      headings.add(Title.of(heading, span));
    } else if (node instanceof TableBlock) {
      tables.add(lines);
    } else if (node instanceof Paragraph) {
      addParagraph(source, lines);
    } else if (isOpaque(node)) {
      opaque.add(lines);
      Title.summary(source, lines).ifPresent(labels::add);
      if (node instanceof IndentedCodeBlock) {
        indented.add(lines);
      }
    } else {
      inside(node, skeleton);
    }
  }

  /**
   * A paragraph's line above a delimiter row of as many cells is a table's header, as on GitHub:
   * the paragraph ends above it. To flexmark all of it is text.
   */
  private void addParagraph(SourceText source, Lines lines) {
    for (int line = lines.first() + 2; line <= lines.last(); line++) {
      List<Cell> cells = RowScanner.scan(source, line);
      if (cells.stream().allMatch(TableReader::isDelimiter)
          && cells.size() == RowScanner.scan(source, line - 1).size()
          && (cells.size() > 1 || isPiped(source, line))) {
        addText(source, new Lines(lines.first(), line - 2));
        int last = line;
        while (last < lines.last() && isPiped(source, last + 1)) {
          last++;
        }
        tables.add(new Lines(line - 1, last));
        if (last < lines.last()) {
          addText(source, new Lines(last + 1, lines.last()));
        }
        return;
      }
    }
    addText(source, lines);
  }

  private void addText(SourceText source, Lines lines) {
    paragraphs.add(lines);
    Title.bold(source, lines).ifPresent(labels::add);
  }

  private static boolean isPiped(SourceText source, int line) {
    Span span = source.line(line);
    return source.content().indexOf('|', span.start(), span.end()) >= 0;
  }

  /** Code in a list or a quote is code too. */
  private void inside(Node container, ShortenedText skeleton) {
    for (Node node : container.getChildren()) {
      if (isOpaque(node)) {
        opaque.add(skeleton.lines(node.getStartOffset(), node.getEndOffset()));
      } else if (node instanceof Block) {
        inside(node, skeleton);
      }
    }
  }

  private static boolean isOpaque(Node node) {
    return node instanceof FencedCodeBlock
        || node instanceof IndentedCodeBlock
        || node instanceof HtmlBlock
        || node instanceof HtmlCommentBlock;
  }

  /**
   * The text without the insides of long tables: flexmark's time grows with the square of a table's
   * rows (measured: 0.75 s of processor time for 5,000 rows, 13 s for 20,000).
   *
   * <p>A line that begins with a pipe or a letter (or an emoji) and has a pipe opens no block, so a
   * run of such lines belongs to one block, or is code, from beginning to end: its first three
   * lines and its last one say as much as all of them. Their backticks are masked: flexmark treats
   * a pipe in a code span as text, and a row with no other pipes as a paragraph, whereas GitHub
   * splits first.
   */
  private static final class ShortenedText {
    private static final int HEAD = 3;
    private static final int TAB = 4;

    /** Indents a line so far that it is code, and ends a table; to flexmark it is a row. */
    private static final String CODE = " ".repeat(TAB);

    private static final char MASK = '\'';
    private static final Pattern DELIMITER = Pattern.compile("[ \\t:|-]*\\|[ \\t:|-]*");
    private static final Pattern BREAK = Pattern.compile(" {0,3}-+[ \\t]*");

    /** What ends a table: an empty line, or the beginning of another block. */
    private static final Pattern END =
        Pattern.compile(
            "\\s*| {0,3}(?:[<>]|(?:#{1,6}|[-*+]|[0-9]{1,9}[.)])(?:\\s|$)|```|~~~).*",
            Pattern.DOTALL);

    /** What remains, with plain line endings. */
    private final SourceText text;

    /** For each line of the text the source line. */
    private final int[] origin;

    private ShortenedText(SourceText text, int[] origin) {
      this.text = text;
      this.origin = origin;
    }

    static ShortenedText of(SourceText source) {
      StringBuilder text = new StringBuilder();
      int[] origin = new int[source.lineCount() * 2];
      int kept = 0;
      int run = 0;
      boolean table = false;
      boolean next = isRow(source, 0);
      for (int line = 0; line < source.lineCount(); line++) {
        boolean row = next;
        next = line + 1 < source.lineCount() && isRow(source, line + 1);
        run = row ? run + 1 : 0;
        boolean inside = run > HEAD && next;
        if (!inside) {
          String content = untabbed(LongLines.shortened(source, line, row));
          boolean code = table && content.startsWith(CODE) && !content.isBlank();
          if (code || (table && BREAK.matcher(content).matches())) {
            text.append('\n');
            origin[kept++] = line;
          }
          table =
              !code
                  && (DELIMITER.matcher(content).matches()
                      || (table && !END.matcher(content).matches()));
          content = line == 0 ? withoutMark(content) : content;
          text.append(row || table ? content.replace('`', MASK) : content).append('\n');
          origin[kept++] = line;
        }
      }
      return new ShortenedText(
          SourceText.of(source.path(), text.toString()), Arrays.copyOf(origin, kept));
    }

    /** A byte order mark within the text is a character like any other, but flexmark removes it. */
    private static String withoutMark(String line) {
      return line.startsWith("\uFEFF") ? MASK + line.substring(1) : line;
    }

    /**
     * Replaces the tabs that indent a line by spaces, which means the same. flexmark fails on a
     * table with enough tabs: it removes a column of a tab from a line that it has already
     * shortened.
     */
    private static String untabbed(String line) {
      int text = 0;
      int column = 0;
      while (text < line.length() && (line.charAt(text) == ' ' || line.charAt(text) == '\t')) {
        column += line.charAt(text) == '\t' ? TAB - column % TAB : 1;
        text++;
      }
      return column == text ? line : " ".repeat(column) + line.substring(text);
    }

    private static boolean isRow(SourceText source, int line) {
      Span span = source.line(line);
      int at = span.start();
      while (at < span.end() && at < span.start() + HEAD && source.content().charAt(at) == ' ') {
        at++;
      }
      if (at == span.end()) {
        return false;
      }
      char first = source.content().charAt(at);
      int pipe = source.content().indexOf('|', at, span.end());
      return pipe >= 0 && (first == '|' || first > 0x7F || Character.isLetter(first));
    }

    Lines lines(int start, int end) {
      return new Lines(origin[text.lineAt(start)], origin[text.lineAt(Math.max(start, end - 1))]);
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
