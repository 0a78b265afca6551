package ledger.site.write;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a page's elements are called and where its elements lead, found in one pass over its bytes.
 *
 * @param ids of its elements, as they are written
 * @param links what it leads to or loads, as written, each with the place of its first occurrence
 */
record PageAddresses(Set<String> ids, Map<String, Integer> links) {
  private static final Set<String> LINKING = Set.of("a", "link", "script", "img");

  static PageAddresses in(byte[] html) {
    PageAddresses found = new PageAddresses(new HashSet<>(), new HashMap<>());
    int at = 1;
    while (at < html.length) {
      boolean isValue = html[at] == '"' && html[at - 1] == '=';
      at = isValue ? found.attribute(html, at + 1) : at + 1;
    }
    return found;
  }

  /**
   * @param start of the attribute's value
   * @return where to go on
   */
  private int attribute(byte[] html, int start) {
    int name = start - "=\"".length();
    boolean isId = ends(html, name, " id");
    if (!isId && !ends(html, name, " href") && !ends(html, name, " src")) {
      return start;
    }
    int end = start;
    while (end < html.length && html[end] != '"') {
      end++;
    }
    String value = text(html, start, end);
    if (isId) {
      ids.add(value);
    } else if (!links.containsKey(value) && isOfLink(html, start)) {
      links.put(value, start);
    }
    return end + 1;
  }

  /** Whether the bytes before a place are those of a name. */
  private static boolean ends(byte[] html, int end, String name) {
    int start = end - name.length();
    if (start < 0) {
      return false;
    }
    for (int i = name.length() - 1; i >= 0; i--) {
      if (html[start + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the attribute's element is one whose address is followed. */
  private static boolean isOfLink(byte[] html, int at) {
    int open = at;
    while (open > 0 && html[open] != '<') {
      open--;
    }
    int end = open + 1;
    while (end < at && Character.isLetterOrDigit(html[end])) {
      end++;
    }
    return LINKING.contains(text(html, open + 1, end));
  }

  private static String text(byte[] html, int start, int end) {
    return new String(html, start, end - start, StandardCharsets.UTF_8);
  }
}
