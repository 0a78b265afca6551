package ledger.document.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import ledger.document.parse.Outline.Lines;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * The blocks of a document that leaves no doubt about them: headings without markup, tables with
 * all their pipes, paragraphs and lists of single lines, none of it indented. What it finds is what
 * flexmark finds, without the classes that flexmark has to load first (ADR 21).
 */
final class PlainOutline {
  /** A heading whose text reads as it is written. */
  private static final Pattern HEADING = Pattern.compile("(#{1,6}) +([^#*_`~<&\\[\\\\!]+)");

  private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]{2}|[\\s\\u00A0&&[^ ]]");

  /** A table's header: what may hide a pipe makes it doubtful. */
  private static final Pattern HEADER = Pattern.compile("\\|[^`\\\\<&\\[!]*\\| *");

  private static final Pattern DELIMITERS = Pattern.compile("\\|(?: *:?-+:? *\\|)+ *");

  /** What may begin a paragraph, and a list's item after its bullet. */
  private static final Pattern TEXT = Pattern.compile("(?:\\*\\*|`)?\\p{L}.*");

  private static final Pattern ITEM = Pattern.compile("[-*+] (?:\\[[ xX]] )?(?:\\*\\*|`)?\\p{L}.*");

  private enum LineKind {
    EMPTY,
    HEADING,
    ROW,
    TEXT,
    ITEM,
    OTHER
  }

  /** What every block ends before. */
  private static final List<LineKind> END = List.of(LineKind.EMPTY, LineKind.HEADING);

  private final SourceText source;
  private final List<Title> headings = new ArrayList<>();
  private final List<Title> labels = new ArrayList<>();
  private final List<Lines> tables = new ArrayList<>();
  private final List<Lines> paragraphs = new ArrayList<>();

  private PlainOutline(SourceText source) {
    this.source = source;
  }

  /** The outline; empty if anything is in doubt, which flexmark then decides. */
  static Optional<Outline> of(SourceText source) {
    PlainOutline plain = new PlainOutline(source);
    return plain.isRead()
        ? Optional.of(
            new Outline(
                plain.headings, plain.labels, plain.tables, plain.paragraphs, List.of(), List.of()))
        : Optional.empty();
  }

  private boolean isRead() {
    String text = source.content();
    if (text.indexOf('\t') >= 0 || text.startsWith("\uFEFF")) {
      return false;
    }
    int line = 0;
    while (line < source.lineCount()) {
      LineKind kind = kind(line);
      int last = line;
      while (kind != LineKind.HEADING
          && kind != LineKind.OTHER
          && last + 1 < source.lineCount()
          && kind(last + 1) == kind) {
        last++;
      }
      if (!isRead(kind, line, last)) {
        return false;
      }
      line = last + 1;
    }
    return true;
  }

  /** Whether the block is what it seems to be. */
  private boolean isRead(LineKind kind, int first, int last) {
    boolean ends = last + 1 == source.lineCount() || END.contains(kind(last + 1));
    return switch (kind) {
      case EMPTY -> true;
      case HEADING -> headings.add(heading(first));
      case ROW -> ends && isTable(first, last) && tables.add(new Lines(first, last));
      case TEXT -> ends && text(new Lines(first, last));
      case ITEM -> ends;
      case OTHER -> false;
    };
  }

  private boolean text(Lines lines) {
    Title.bold(source, lines).ifPresent(labels::add);
    return paragraphs.add(lines);
  }

  private LineKind kind(int number) {
    Span line = source.line(number);
    String text = source.content();
    int at = line.start();
    if (at == line.end()) {
      return LineKind.EMPTY;
    }
    char first = text.charAt(at);
    if (first == '|') {
      return LineKind.ROW;
    }
    String content = line.of(text);
    if (first == ' ') {
      return content.isBlank() ? LineKind.EMPTY : LineKind.OTHER;
    }
    if (first == '#') {
      return HEADING.matcher(content).matches() && !SPACES.matcher(content.stripTrailing()).find()
          ? LineKind.HEADING
          : LineKind.OTHER;
    }
    if (content.indexOf('|') >= 0) {
      return LineKind.OTHER;
    }
    if (ITEM.matcher(content).matches()) {
      return LineKind.ITEM;
    }
    return TEXT.matcher(content).matches() ? LineKind.TEXT : LineKind.OTHER;
  }

  private Title heading(int number) {
    Span line = source.line(number);
    String content = line.of(source.content());
    int level = 0;
    while (content.charAt(level) == '#') {
      level++;
    }
    String name = content.substring(level).strip();
    return new Title(level, name, name, line);
  }

  private boolean isTable(int first, int last) {
    return last > first
        && matches(HEADER, first)
        && matches(DELIMITERS, first + 1)
        && RowScanner.scan(source, first).size() == RowScanner.scan(source, first + 1).size();
  }

  private boolean matches(Pattern pattern, int number) {
    Span line = source.line(number);
    return pattern.matcher(source.content()).region(line.start(), line.end()).matches();
  }
}
