package ledger.experiment.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.text.Nearest;
import ledger.text.Problem;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was meant to be a header, or a part of one, and is none to PEP 723: its claims would
 * be lost without a word.
 */
final class LostHeaders {
  private static final String RULE = "header";

  /** A comment that is the heading of a TOML table and nothing else. */
  private static final Pattern HEADING =
      Pattern.compile("\\s*#+\\s*\\[{1,2}([^\\[\\]]+)]{1,2}\\s*(?:#.*)?");

  /** A comment that may be meant to open a block: slashes or the like, and one word. */
  private static final Pattern OPENING =
      Pattern.compile("\\s*#+[\\s#]*[/\\\\|-]{2,}[\\s#]*([A-Za-z]+)\\W*");

  /** A comment that is a line of TOML. */
  private static final Pattern TOML = Pattern.compile("\\s*#+\\s*(?:\\[|[\\w.-]+\\s*=).*");

  private static final Set<String> OWN = Set.of("claims", "known-failures", "findings");

  private final SourceText source;
  private final List<HeaderBlock> blocks;
  private final List<Problem> problems = new ArrayList<>();

  private LostHeaders(SourceText source, List<HeaderBlock> blocks) {
    this.source = source;
    this.blocks = blocks;
  }

  /**
   * The problems, at most one a paragraph of comments.
   *
   * @param blocks all script blocks of the source
   */
  static List<Problem> in(SourceText source, List<HeaderBlock> blocks) {
    LostHeaders lost = new LostHeaders(source, blocks);
    lost.second();
    for (int line = 0; line < source.lineCount(); line++) {
      if (lost.isOutside(line) && HeaderBlock.text(source, line).strip().startsWith("#")) {
        line = lost.paragraph(line);
      }
    }
    return List.copyOf(lost.problems);
  }

  /** Whether a heading is meant to be one of this tool's tables. */
  static boolean isOwn(String heading) {
    String[] names = heading.replaceAll("[\"'\\s]", "").split("\\.", -1);
    boolean nested = names.length > 1;
    return (nested && isLike(names[0], "tool") && isLike(names[1], "ledger"))
        || (nested && isLike(names[0], "ledger") && OWN.contains(names[1]));
  }

  private static boolean isLike(String name, String meant) {
    return Nearest.to(name, List.of(meant)).isPresent();
  }

  private void second() {
    boolean own = blocks.stream().anyMatch(block -> block.toml().contains("ledger"));
    if (own && blocks.size() > 1) {
      int line = blocks.get(1).firstLine();
      int first = blocks.getFirst().firstLine() + 1;
      add(line, "a second script block; the first one is in line " + first, "make them one");
    }
  }

  private boolean isOutside(int line) {
    return blocks.stream().noneMatch(block -> block.contains(line));
  }

  /** Looks through comments without a gap; gives the last line of them. */
  private int paragraph(int from) {
    int opening = -1;
    int heading = -1;
    int line = from;
    for (; line < source.lineCount() && isOutside(line); line++) {
      String text = HeaderBlock.text(source, line);
      if (!text.strip().startsWith("#")) {
        break;
      }
      if (opening < 0 && (HeaderBlock.opens(source, line) || isOpening(text, line))) {
        opening = line;
      }
      Matcher matcher = HEADING.matcher(text);
      if (heading < 0 && matcher.matches() && isOwn(matcher.group(1))) {
        heading = line;
      }
    }
    report(opening, heading);
    return line - 1;
  }

  private void report(int opening, int heading) {
    if (opening >= 0 && HeaderBlock.opens(source, opening)) {
      if (heading >= 0) {
        add(opening, "this block does not end: the line # /// is missing", null);
      }
    } else if (opening >= 0) {
      String meant = "did you mean '" + HeaderBlock.OPEN + "'?";
      add(opening, "this line opens no script block, so what follows is ignored", meant);
    } else if (heading >= 0) {
      String help = "a header begins with the line '# /// script' and ends with '# ///'";
      add(heading, "this table is outside the script block, so it is ignored", help);
    }
  }

  /** Whether a line is nearly the opening line, and TOML follows. */
  private boolean isOpening(String text, int line) {
    Matcher matcher = OPENING.matcher(text);
    return matcher.matches()
        && isLike(matcher.group(1), "script")
        && line + 1 < source.lineCount()
        && TOML.matcher(HeaderBlock.text(source, line + 1)).matches();
  }

  private void add(int line, String message, @Nullable String help) {
    problems.add(Problem.error(RULE, source.place(source.line(line)), message, help));
  }
}
