package ledger.document.words;

import java.util.Locale;
import java.util.Set;

/** What people write into cells to say that there is nothing. */
public final class Blanks {
  private static final Set<String> NONE = Set.of("n/a", "na", "none", "tbd", "tba", "nil");

  /** What a row says that stands for an empty table, or sums the others up. */
  private static final Set<String> NO_TASK =
      Set.of(
          "none",
          "none yet",
          "nothing",
          "nothing yet",
          "nothing here",
          "nothing here yet",
          "empty",
          "no tasks",
          "no tasks yet",
          "total",
          "totals",
          "sum");

  private Blanks() {}

  /** Whether a cell's text says that there is none: {@code -}, {@code n/a}, {@code TBD}. */
  public static boolean isNone(String text) {
    String plain = PlainName.unmarked(text);
    return plain.chars().noneMatch(Blanks::says) || NONE.contains(plain.toLowerCase(Locale.ROOT));
  }

  /** Dashes, dots and question marks say nothing; any other sign may be an emoji. */
  private static boolean says(int c) {
    return ".…?-–—−_/ \u00A0".indexOf(c) < 0;
  }

  /** Whether a row with this text, and without an ID, is no task: {@code (none yet)}. */
  public static boolean isNoTask(String text) {
    return isNone(text) || NO_TASK.contains(PlainName.key(text));
  }
}
