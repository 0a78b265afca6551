package ledger.text;

/** How many terminal columns a text takes. */
public final class DisplayWidth {
  private DisplayWidth() {}

  public static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += ofCodePoint(c);
      i += Character.charCount(c);
    }
    return width;
  }

  /** The text with blanks behind it, so that it takes at least so many columns. */
  public static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }

  private static int ofCodePoint(int c) {
    return c < 0x300 ? 1 : Wide.of(c);
  }

  private static final class Wide {
    static int of(int c) {
      return switch (Character.getType(c)) {
        case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
        default -> org.jline.utils.WCWidth.wcwidth(c) == 2 ? 2 : 1;
      };
    }
  }
}
