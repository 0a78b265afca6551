package ledger.site.page;

import java.util.HexFormat;

/**
 * Text that is markup already: built from escaped parts, or sanitised. Whatever is not an {@code
 * Html} is escaped by the templates.
 */
public record Html(String markup) {
  static final Html EMPTY = new Html("");

  private static final String NOT_IN_ADDRESSES = "\"<>\\^`{|}\u007f";

  public static Html text(String text) {
    return new Html(escape(text));
  }

  /** Escapes for element content and for quoted attribute values alike. */
  public static String escape(String text) {
    int plain = 0;
    while (plain < text.length() && !isEscaped(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isForbidden(c) ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }

  private static boolean isEscaped(char c) {
    return switch (c) {
      case '&', '<', '>', '"', '\'' -> true;
      default -> isForbidden(c);
    };
  }

  /** An address, with the characters encoded that no address may contain, such as a quote. */
  public static String address(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> {
              if (c <= ' ' || NOT_IN_ADDRESSES.indexOf(c) >= 0) {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
              } else {
                out.append((char) c);
              }
            });
    return out.toString();
  }

  /** The text that {@link #escape} was given. */
  public static String plain(String escaped) {
    return escaped
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** The text with control characters replaced, not yet escaped. */
  public static String visible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isForbidden(text.charAt(i))) {
        StringBuilder out = new StringBuilder(text);
        for (int j = i; j < out.length(); j++) {
          if (isForbidden(out.charAt(j))) {
            out.setCharAt(j, '\uFFFD');
          }
        }
        return out.toString();
      }
    }
    return text;
  }

  /**
   * What no HTML or XML document may contain: control characters, and two that are no characters.
   */
  private static boolean isForbidden(char c) {
    return c < 0x20
        ? c != '\t' && c != '\n' && c != '\r'
        : (c >= 0x7F && c <= 0x9F) || c == 0xFFFE || c == 0xFFFF;
  }

  @Override
  public String toString() {
    return markup;
  }
}
