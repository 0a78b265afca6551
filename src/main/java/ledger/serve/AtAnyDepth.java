package ledger.serve;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page for unknown addresses, which is sent for an address at any depth: what it loads and
 * links to is named from this server's top.
 */
final class AtAnyDepth {
  /**
   * The way to the site's folder, as the page's own style tells it: nothing, or the site's address.
   */
  private static final Pattern STYLE = Pattern.compile("href=\"([^\"]*)assets/ledger\\.css\"");

  private static final Pattern ADDRESS = Pattern.compile("(?<= (?:href|src)=\")[^\"]*");

  /** One that means the same at any depth. */
  private static final Pattern ABSOLUTE = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:|/|#).*");

  private AtAnyDepth() {}

  static String page(String html) {
    Matcher style = STYLE.matcher(html);
    String root = style.find() ? style.group(1) : "";
    return ADDRESS
        .matcher(html)
        .replaceAll(found -> Matcher.quoteReplacement(fromTop(found.group(), root)));
  }

  private static String fromTop(String address, String root) {
    if (!root.isEmpty() && address.startsWith(root)) {
      return "/" + address.substring(root.length());
    }
    return ABSOLUTE.matcher(address).matches() ? address : "/" + address;
  }
}
