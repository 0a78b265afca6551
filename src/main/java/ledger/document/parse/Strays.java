package ledger.document.parse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.Layout;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.parse.Outline.Lines;
import ledger.document.words.PlainName;
import ledger.text.SourceText;
import ledger.text.Span;

/** Finds rows that look like tasks outside of every table. */
final class Strays {
  private static final Pattern BEFORE = Pattern.compile("^[\\s>*+-]+");
  private static final Pattern RULE = Pattern.compile("[\\s|:+=-]*");
  private static final Pattern HTML_CELL =
      Pattern.compile("<t[dh]\\b[^>]*>(.*?)(?=</?t[dhr]\\b|$)", Pattern.CASE_INSENSITIVE);

  private final SourceText source;
  private final Layout layout;
  private final Outline outline;
  private final Regions regions;
  private final ProblemList problems;
  private final Map<TaskId, Task> read;
  private final Set<String> prefixes;

  /**
   * @param read every task that was read
   * @param prefixes of their IDs
   */
  Strays(
      SourceText source,
      Layout layout,
      Outline outline,
      Regions regions,
      ProblemList problems,
      Map<TaskId, Task> read,
      Set<String> prefixes) {
    this.source = source;
    this.layout = layout;
    this.outline = outline;
    this.regions = regions;
    this.problems = problems;
    this.read = read;
    this.prefixes = prefixes;
  }

  /** Whether a cell has an ID like those of the ledger that none of its tasks has. */
  boolean isOwn(String cell) {
    TaskId id = layout.ids().read(cell);
    return id != null && prefixes.contains(id.prefix()) && !read.containsKey(id);
  }

  /**
   * Reports them: those of one region together, at the first.
   *
   * @param reported lines about which something is said already
   */
  void report(Set<Integer> reported) {
    BitSet known = new BitSet();
    for (TableHead head : regions.heads()) {
      known.set(head.lines().first(), head.lines().last() + 1);
    }
    outline.opaque().forEach(lines -> known.set(lines.first(), lines.last() + 1));
    outline.indented().forEach(lines -> known.clear(lines.first(), lines.last() + 1));
    SequencedMap<Integer, List<Integer>> found = new LinkedHashMap<>();
    for (int line = known.nextClearBit(0);
        line < source.lineCount();
        line = known.nextClearBit(line + 1)) {
      Span span = source.line(line);
      if (source.content().indexOf('|', span.start(), span.end()) >= 0
          && !reported.contains(line)
          && !regions.isIgnored(line)) {
        int region = regions.at(line).map(Regions.Region::first).orElse(-1);
        if (isRow(line, region >= 0 || read.isEmpty())) {
          found.computeIfAbsent(region, its -> new ArrayList<>()).add(line);
        }
      }
    }
    found
        .values()
        .forEach(
            rows ->
                problems.add(
                    "stray-row",
                    source.line(rows.getFirst()),
                    counted("this row is not in a table", rows.size()),
                    "join it to its table: a header, a delimiter row such as |---|---|, and rows,"
                        + " with no empty line, indentation or other text between; an example goes"
                        + " between ``` fences"));
    outline.opaque().forEach(this::html);
  }

  private static String counted(String one, int rows) {
    return rows == 1 ? one : one + ", and neither are more below: " + (rows - 1);
  }

  /**
   * Whether a line looks like a row.
   *
   * @param expected whether tasks are where it is: in the section of a state, or nowhere else
   */
  private boolean isRow(int line, boolean expected) {
    List<String> texts = RowScanner.scan(source, line).texts();
    String text = source.line(line).of(source.content()).strip();
    boolean rule = RULE.matcher(text).matches();
    if (rule || isHeader(line)) {
      return false;
    }
    boolean open = text.startsWith("|") && texts.size() > 1 && !isCode(line);
    if (open && (expected || isLikeMixed(texts.size()))) {
      return true;
    }
    for (int i = 0; i < texts.size(); i++) {
      String cell = i == 0 ? BEFORE.matcher(texts.get(0)).replaceFirst("") : texts.get(i);
      boolean first = i == 0 || (i == 1 && BEFORE.matcher(texts.getFirst() + " ").matches());
      boolean id = layout.ids().read(cell) != null && hasLetter(cell);
      if ((expected && id && (first || read.isEmpty())) || isOwn(cell)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCode(int line) {
    return outline.indented().stream().anyMatch(lines -> lines.contains(line));
  }

  /** Whether the next line is a delimiter row. */
  private boolean isHeader(int line) {
    if (line + 1 >= source.lineCount()) {
      return false;
    }
    String below = source.line(line + 1).of(source.content()).strip();
    return below.indexOf('-') >= 0 && RULE.matcher(below).matches();
  }

  /** Whether tables with a Status column have so many columns. */
  private boolean isLikeMixed(int cells) {
    return regions.mixed().stream().anyMatch(head -> head.columns().size() == cells);
  }

  private static boolean hasLetter(String text) {
    return text.chars().anyMatch(Character::isLetter);
  }

  /** Reports rows of a table that is written in HTML. */
  private void html(Lines block) {
    int first = -1;
    int rows = 0;
    boolean html = source.line(block.first()).of(source.content()).strip().startsWith("<");
    for (int line = block.first(); html && line <= block.last(); line++) {
      String text = source.line(line).of(source.content());
      Matcher cells = HTML_CELL.matcher(text);
      boolean own = false;
      while (!own && cells.find()) {
        String cell = PlainName.unmarked(cells.group(1));
        own = isOwn(cell) || (read.isEmpty() && layout.ids().read(cell) != null && hasLetter(cell));
      }
      first = own && first < 0 ? line : first;
      rows += own ? 1 : 0;
    }
    if (rows > 0 && !text(block).startsWith("<!--") && !regions.isIgnored(first)) {
      problems.add(
          "stray-row",
          source.line(first),
          counted("this row is in an HTML table, which is not read", rows),
          "write it as a row of a markdown table");
    }
  }

  private String text(Lines block) {
    return source.line(block.first()).of(source.content()).strip();
  }
}
