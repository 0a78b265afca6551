package ledger.text;

/**
 * As much of a line around a marked part as fits a line of a terminal.
 *
 * @param line as it is shown; an ellipsis stands for what is left out
 * @param before how many terminal columns are before the marked part
 * @param marked how many columns it has, with the ellipsis where it goes on
 */
record Excerpt(String line, int before, int marked) {
  /** A terminal has 80 columns, and the line is indented by two. */
  private static final int ROOM = 78;

  private static final String MORE = "…";

  /**
   * The line with the part from {@code from} to {@code to} marked, escaped where it would command
   * the terminal.
   */
  static Excerpt of(String line, int from, int to) {
    int left = width(line, 0, from);
    int mark = Math.min(width(line, from, to), ROOM - 2);
    int right = width(line, to, line.length());
    int rest = ROOM - mark;
    int before = Math.min(left, Math.max(rest / 2, rest - right));
    String head = end(line, from, before, left > before);
    String marked = start(line, from, to, mark, false);
    boolean whole = width(line, from, to) <= mark;
    int after = rest - DisplayWidth.of(head);
    String tail = whole ? start(line, to, line.length(), after, right > after) : MORE;
    int marks = DisplayWidth.of(marked) + (whole ? 0 : 1);
    return new Excerpt(head + marked + tail, DisplayWidth.of(head), marks);
  }

  private static int width(String line, int from, int to) {
    return DisplayWidth.of(shown(line.substring(from, to)));
  }

  /** The first characters of a part that fit. */
  private static String start(String line, int from, int to, int room, boolean cut) {
    StringBuilder shown = new StringBuilder();
    int left = room - (cut ? 1 : 0);
    for (int at = from; at < to; at = line.offsetByCodePoints(at, 1)) {
      String next = shown(Character.toString(line.codePointAt(at)));
      left -= DisplayWidth.of(next);
      if (left < 0) {
        break;
      }
      shown.append(next);
    }
    return shown + (cut ? MORE : "");
  }

  /** The last characters before a position that fit. */
  private static String end(String line, int to, int room, boolean cut) {
    StringBuilder shown = new StringBuilder();
    int left = room - (cut ? 1 : 0);
    for (int at = to; at > 0; ) {
      at = line.offsetByCodePoints(at, -1);
      String next = shown(Character.toString(line.codePointAt(at)));
      left -= DisplayWidth.of(next);
      if (left < 0) {
        break;
      }
      shown.insert(0, next);
    }
    return (cut ? MORE : "") + shown;
  }

  private static String shown(String source) {
    return Visible.line(source.replace('\t', ' '));
  }
}
