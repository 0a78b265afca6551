package ledger.text;

/** How a text ends its lines. */
public final class LineEnds {
  private static final String WINDOWS = "\r\n";
  private static final String PLAIN = "\n";

  private LineEnds() {}

  /** The line ending for lines that are added to a text: the one that it uses, or otherwise LF. */
  public static String of(String text) {
    return isWindows(text) ? WINDOWS : PLAIN;
  }

  /** The same, where a text may have no line ending yet. */
  public static String of(String text, String otherwise) {
    return text.contains(PLAIN) ? of(text) : otherwise;
  }

  /** The text with plain line ends. */
  public static String plain(String text) {
    return text.replace(WINDOWS, PLAIN);
  }

  /** The text with plain line ends, unless the other one has others. */
  public static String plainLike(String text, String other) {
    return isWindows(other) ? text : plain(text);
  }

  /** A text that has plain line ends, with those of the other one. */
  public static String like(String text, String other) {
    return isWindows(other) && !isWindows(text) ? text.replace(PLAIN, WINDOWS) : text;
  }

  private static boolean isWindows(String text) {
    return text.contains(WINDOWS);
  }
}
