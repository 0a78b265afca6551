package ledger.document.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * How deeply quotes and lists are nested in each other. The Markdown parser needs stack and time
 * for each level, so they are counted before it reads the text.
 */
public final class Nesting {
  /** More levels than anybody reads. */
  public static final int DEEPEST = 100;

  public static final String MESSAGE =
      "more than " + DEEPEST + " quotes and lists are nested in each other here";

  public static final String HELP = "put it in a block of code, or nest less";

  private static final int QUOTE = -1;
  private static final int CODE = 4;
  private static final int TAB = 4;
  private static final Pattern ITEM = Pattern.compile("(?:[-+*]|[0-9]{1,9}[.)])(?=[ \\t]|$)");
  private static final Pattern BREAK =
      Pattern.compile("(?:(?:\\*[ \\t]*+){3,}+|(?:-[ \\t]*+){3,}+)$");
  private static final Pattern FENCE = Pattern.compile("`{3,}+(?![^`]*`)|~{3,}+");

  private final SourceText source;

  /** What is open: quotes, and list items as the column at which their text begins. */
  private final List<Integer> open = new ArrayList<>();

  /** The fence of the code that is open, or an empty text. */
  private String fence = "";

  /** How many containers the fence is in. */
  private int fenced;

  private int at;
  private int end;
  private int column;

  private Nesting(SourceText source) {
    this.source = source;
  }

  /**
   * The first line that is nested too deeply, if there is one.
   *
   * @param from the first line of the Markdown, from 0
   */
  public static Optional<Span> tooDeep(SourceText source, int from) {
    for (int line = from; line < source.lineCount(); line++) {
      if (mayBeDeep(source.content(), source.line(line))) {
        return new Nesting(source).first(from);
      }
    }
    return Optional.empty();
  }

  /** Each level takes a character at the beginning of the line. */
  private static boolean mayBeDeep(String text, Span line) {
    int at = line.start();
    while (at < line.end() && at - line.start() <= DEEPEST && isOfPrefix(text.charAt(at))) {
      at++;
    }
    return at - line.start() > DEEPEST;
  }

  private static boolean isOfPrefix(char c) {
    return " \t>*+-.)".indexOf(c) >= 0 || (c >= '0' && c <= '9');
  }

  private Optional<Span> first(int from) {
    for (int number = from; number < source.lineCount(); number++) {
      Span line = source.line(number);
      at = line.start();
      end = line.end();
      column = 0;
      if (depth() > DEEPEST) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  /** How many containers this line is in. */
  private int depth() {
    int matched = 0;
    while (matched < open.size() && continues(open.get(matched))) {
      matched++;
    }
    if (!fence.isEmpty()) {
      if (matched >= fenced) {
        fence = closes() ? "" : fence;
        return matched;
      }
      fence = "";
    }
    while (matched <= DEEPEST && opens(matched)) {
      matched++;
    }
    return matched;
  }

  /** Consumes what continues a container, if that is there. */
  private boolean continues(int container) {
    int indent = indent();
    if (container != QUOTE) {
      boolean blank = at + blanks() == end;
      if (!blank && column + indent < container) {
        return false;
      }
      skip(blank ? indent : container - column);
      return true;
    }
    return indent < CODE && quote(indent);
  }

  private boolean quote(int indent) {
    int next = at + blanks();
    if (next == end || source.content().charAt(next) != '>') {
      return false;
    }
    skip(indent + 1);
    skip(Math.min(1, indent()));
    return true;
  }

  /** Consumes what opens another container, if that is there. */
  private boolean opens(int matched) {
    int indent = indent();
    if (indent >= CODE) {
      return false;
    }
    int next = at + blanks();
    if (next < end && source.content().charAt(next) == '>') {
      quote(indent);
      push(matched, QUOTE);
      return true;
    }
    if (finds(BREAK, next).isPresent()) {
      return false;
    }
    Optional<Matcher> item = finds(ITEM, next);
    if (item.isEmpty()) {
      fence = finds(FENCE, next).map(Matcher::group).orElse("");
      fenced = matched;
      return false;
    }
    skip(indent + item.get().end() - item.get().start());
    int padding = indent();
    boolean text = at + blanks() < end && padding <= CODE;
    int begins = column + (text ? padding : 1);
    skip(text ? padding : Math.min(1, padding));
    push(matched, begins);
    return true;
  }

  /** What was open beside it is closed by it. */
  private void push(int matched, int container) {
    open.subList(matched, open.size()).clear();
    open.add(container);
  }

  private boolean closes() {
    int next = at + blanks();
    int run = next;
    while (run < end && source.content().charAt(run) == fence.charAt(0)) {
      run++;
    }
    return indent() < CODE
        && run - next >= fence.length()
        && source.content().substring(run, end).isBlank();
  }

  private Optional<Matcher> finds(Pattern pattern, int from) {
    Matcher matcher = pattern.matcher(source.content()).region(from, end);
    return matcher.lookingAt() ? Optional.of(matcher) : Optional.empty();
  }

  /** How many spaces and tabs are here. */
  private int blanks() {
    int blanks = 0;
    while (at + blanks < end && " \t".indexOf(source.content().charAt(at + blanks)) >= 0) {
      blanks++;
    }
    return blanks;
  }

  /** How many columns they take. */
  private int indent() {
    int to = column;
    int text = at + blanks();
    for (int i = at; i < text; i++) {
      to += source.content().charAt(i) == '\t' ? TAB - to % TAB : 1;
    }
    return to - column;
  }

  /** Moves on by columns; of a tab that is cut in two, the rest stays as columns. */
  private void skip(int columns) {
    int to = column + columns;
    while (column < to && at < end) {
      column += source.content().charAt(at) == '\t' ? TAB - column % TAB : 1;
      at++;
    }
  }
}
