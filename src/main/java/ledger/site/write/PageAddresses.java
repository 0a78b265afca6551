package ledger.site.write;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.text.Addresses;
import org.owasp.html.Encoding;

/**
 * What a page's elements are called and where its elements lead, found in one pass over its bytes,
 * which are read as browsers read them. Templates can write anything, comments and foreign elements
 * too, so only scripts are passed over.
 *
 * @param ids of its elements, as they are written
 * @param links what it leads to or loads, as written, each with the place of its first occurrence
 * @param forbidden addresses anywhere in it that no page may have, likewise
 */
record PageAddresses(Set<String> ids, Map<String, Integer> links, Map<String, Integer> forbidden) {
  private static final Set<String> LINKING = Set.of("a", "link", "script", "img");

  private static final Set<String> LINKS = Set.of("href", "src");

  /** Attributes whose values are addresses, of any element. */
  private static final Set<String> ADDRESSES =
      Set.of(
          ("href src xlink:href action formaction data poster background cite longdesc manifest ping"
                  + " srcset codebase classid")
              .split(" "));

  /** An icon that is empty keeps browsers from asking for one. */
  private static final String NO_ICON = "data:,";

  private static final Pattern NUMBERED =
      Pattern.compile("(&#(?:[0-9]++(?!;)|[xX][0-9a-fA-F]++(?!;)))");

  private static final byte[] SCRIPT_END = "</script".getBytes(StandardCharsets.US_ASCII);

  static PageAddresses in(byte[] html) {
    PageAddresses found = new PageAddresses(new HashSet<>(), new HashMap<>(), new HashMap<>());
    int at = 0;
    while (at < html.length) {
      boolean opens = html[at] == '<' && at + 1 < html.length && Character.isLetter(html[at + 1]);
      at = opens ? found.element(html, at + 1) : at + 1;
    }
    return found;
  }

  /**
   * @param start of the element's name
   * @return where to go on
   */
  private int element(byte[] html, int start) {
    int at = end(html, start, " \t\n\f\r/>");
    String element = text(html, start, at).toLowerCase(Locale.ROOT);
    while (at < html.length && html[at] != '>') {
      at = isIn(html[at], " \t\n\f\r/") ? at + 1 : attribute(html, at, element);
    }
    return element.equals("script") ? scriptEnd(html, at) : at;
  }

  private int attribute(byte[] html, int start, String element) {
    int end = end(html, start + 1, " \t\n\f\r/>=");
    int at = blanks(html, end);
    if (at >= html.length || html[at] != '=') {
      return end;
    }
    at = blanks(html, at + 1);
    boolean quoted = at < html.length && (html[at] == '"' || html[at] == '\'');
    int from = quoted ? at + 1 : at;
    int to = end(html, from, quoted ? String.valueOf((char) html[at]) : " \t\n\f\r>");
    String name = text(html, start, end).toLowerCase(Locale.ROOT);
    if (name.equals("id")) {
      ids.add(text(html, from, to));
    } else if (ADDRESSES.contains(name)) {
      address(element, name, text(html, from, to), from);
    } else if (name.equals("content") && element.equals("meta")) {
      refresh(text(html, from, to), from);
    }
    return quoted ? to + 1 : to;
  }

  private void address(String element, String name, String value, int at) {
    String plain = plain(value);
    if (!Addresses.isAllowed(plain) && !plain.equals(NO_ICON)) {
      forbidden.putIfAbsent(value, at);
    } else if (LINKS.contains(name) && LINKING.contains(element)) {
      links.putIfAbsent(value, at);
    }
  }

  /** {@code content="0; url=ADDRESS"} */
  private void refresh(String value, int at) {
    String plain = plain(value);
    int url = plain.toLowerCase(Locale.ROOT).indexOf("url");
    int is = url < 0 ? -1 : plain.indexOf('=', url);
    if (is >= 0 && !Addresses.isAllowed(plain.substring(is + 1).replaceAll("^[\\s'\"]+", ""))) {
      forbidden.putIfAbsent(value, at);
    }
  }

  /** The value of an attribute. Browsers need no semicolon behind the number of a character. */
  private static String plain(String value) {
    return value.indexOf('&') < 0
        ? value
        : Encoding.decodeHtml(NUMBERED.matcher(value).replaceAll("$1;"), true);
  }

  private static int scriptEnd(byte[] html, int from) {
    for (int at = from; at + SCRIPT_END.length <= html.length; at++) {
      int same = 0;
      while (same < SCRIPT_END.length
          && Character.toLowerCase(html[at + same]) == SCRIPT_END[same]) {
        same++;
      }
      if (same == SCRIPT_END.length) {
        return at;
      }
    }
    return html.length;
  }

  private static int blanks(byte[] html, int from) {
    int at = from;
    while (at < html.length && isIn(html[at], " \t\n\f\r")) {
      at++;
    }
    return at;
  }

  /** The first place with one of some characters; the page's end if there is none. */
  private static int end(byte[] html, int from, String characters) {
    int at = from;
    while (at < html.length && !isIn(html[at], characters)) {
      at++;
    }
    return at;
  }

  private static boolean isIn(byte c, String characters) {
    return characters.indexOf(c) >= 0;
  }

  private static String text(byte[] html, int start, int end) {
    return new String(html, start, end - start, StandardCharsets.UTF_8);
  }
}
