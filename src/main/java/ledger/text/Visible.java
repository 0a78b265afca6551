package ledger.text;

/**
 * Text as a terminal may show it. What would command the terminal or reorder the text is written
 * out: as {@code \n}, {@code \r} or, in JSON's own form, {@code \u001b}; so JSON keeps its meaning.
 * Tabs stay, and what joins letters or emoji. Text that has been through this is not changed again.
 */
public final class Visible {
  private Visible() {}

  /** One line: line ends are written out too. */
  public static String line(String text) {
    return of(text, false);
  }

  /** Any number of lines: LF and CRLF end one. */
  public static String lines(String text) {
    return of(text, true);
  }

  private static String of(String text, boolean lines) {
    StringBuilder out = null;
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      if (commands(text, i) && !(lines && endsLine(text, i))) {
        out = out == null ? new StringBuilder(text.length() + 16) : out;
        out.append(text, done, i).append(escape(text.charAt(i)));
        done = i + 1;
      }
    }
    return out == null ? text : out.append(text, done, text.length()).toString();
  }

  private static boolean endsLine(String text, int at) {
    return text.charAt(at) == '\n' || text.startsWith("\r\n", at);
  }

  private static boolean commands(String text, int at) {
    char c = text.charAt(at);
    if (c < 0x7f) {
      return c < ' ' && c != '\t';
    }
    if (Character.isSurrogate(c)) {
      return !isPaired(text, at);
    }
    return switch (c) {
      // The marks, embeddings, overrides and isolates that set the direction; other ends of lines.
      case '\u061c', '\u200e', '\u200f', '\u2028', '\u2029' -> true;
      default -> c < 0xa0 || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f);
    };
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static String escape(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default -> "\\u" + Integer.toHexString(0x10000 | c).substring(1);
    };
  }
}
