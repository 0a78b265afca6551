package ledger.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import ledger.text.DisplayWidth;

/**
 * Where a line that is too long for a terminal goes on in the next one: between words, or between
 * two wide characters, which have no blanks between them. A longer word, such as a path, stays in
 * one piece.
 */
public final class Wrapping {
  private Wrapping() {}

  /**
   * A place at which the line is broken.
   *
   * @param from where the blanks begin that a line end replaces
   * @param to where the next line's text begins
   */
  public record Break(int from, int to) {}

  /**
   * How far lines are indented that go on: to the last column of the first half of the line, where
   * columns have two blanks or more between them; two more than the line itself, if it has none.
   */
  public static int indent(String line, int columns) {
    int begin = 0;
    while (begin < line.length() && line.charAt(begin) == ' ') {
      begin++;
    }
    int indent = begin + 2;
    int width = begin;
    for (int i = begin; i < line.length() && width <= columns / 2; ) {
      int c = line.codePointAt(i);
      if (c != ' ' && i >= begin + 2 && line.startsWith("  ", i - 2)) {
        indent = width;
      }
      width += DisplayWidth.of(Character.toString(c));
      i += Character.charCount(c);
    }
    return Math.min(indent, columns / 2);
  }

  /** The breaks of a line, in order; none if it fits. */
  public static List<Break> breaks(String line, int columns, int indent) {
    List<Break> breaks = new ArrayList<>();
    if (line.length() * 2 <= columns || DisplayWidth.of(line) <= columns) {
      return breaks;
    }
    int width = 0;
    Break last = null;
    int widthAtLast = 0;
    boolean begun = false;
    for (int i = 0; i < line.length(); ) {
      int c = line.codePointAt(i);
      int own = DisplayWidth.of(Character.toString(c));
      if (c != ' ' && begun && mayBreakBefore(line, i)) {
        last = new Break(afterText(line, i), i);
        widthAtLast = width;
      }
      if (c != ' ' && width + own > columns && last != null) {
        breaks.add(last);
        width = indent + width - widthAtLast;
        last = null;
      }
      begun |= c != ' ';
      width += own;
      i += Character.charCount(c);
    }
    return breaks;
  }

  private static boolean mayBreakBefore(String line, int at) {
    int before = line.codePointBefore(at);
    return before == ' ' || (isWide(before) && isWide(line.codePointAt(at)));
  }

  private static boolean isWide(int c) {
    return c >= 0x300 && DisplayWidth.of(Character.toString(c)) == 2;
  }

  private static int afterText(String line, int at) {
    int from = at;
    while (from > 0 && line.charAt(from - 1) == ' ') {
      from--;
    }
    return from;
  }

  /** A text in lines of at most so many columns, apart from words that are longer. */
  public static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (Break each : breaks(text, columns, 0)) {
      lines.add(text.substring(from, each.from()));
      from = each.to();
    }
    lines.add(text.substring(from));
    return lines;
  }
}
