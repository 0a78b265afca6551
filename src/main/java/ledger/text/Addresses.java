package ledger.text;

import java.util.Locale;
import java.util.Set;

/** Addresses that a page may link to: those of the web and of mail, and relative ones. */
public final class Addresses {
  /** What is allowed, for messages. */
  public static final String ALLOWED =
      "an address begins with http:, https: or mailto:, or is relative";

  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

  private Addresses() {}

  /** Whether a page may link to it. */
  public static boolean isAllowed(String address) {
    StringBuilder scheme = new StringBuilder();
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == ':') {
        return SCHEMES.contains(scheme.toString().toLowerCase(Locale.ROOT));
      }
      if (c == '/' || c == '?' || c == '#') {
        return true;
      }
      if (c > ' ') { // browsers leave out tabs, line ends and leading blanks
        scheme.append(c);
      }
    }
    return true;
  }
}
