package ledger.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.text.Problem;

/** Whether every link inside the site leads to a file of it, and every anchor to an element. */
final class LinkCheck {
  private static final Pattern LINK =
      Pattern.compile("<(?:a|link|script|img)\\s[^<>]*?\\b(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
  private static final Pattern ELSEWHERE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|//.*");

  private final SortedMap<String, byte[]> files;
  private final Map<String, Set<String>> anchors = new HashMap<>();

  private LinkCheck(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  static List<Problem> of(SortedMap<String, byte[]> files) {
    return new LinkCheck(files).problems();
  }

  private List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (String path : files.keySet()) {
      if (path.endsWith(".html")) {
        String html = text(path);
        Matcher matcher = LINK.matcher(html);
        while (matcher.find()) {
          String link = matcher.group(1).replace("&amp;", "&");
          if (!ELSEWHERE.matcher(link).matches() && !leadsSomewhere(path, link)) {
            problems.add(problem(path, html, matcher.start(1), link));
          }
        }
      }
    }
    return problems;
  }

  private boolean leadsSomewhere(String from, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    String anchor = hash < 0 ? "" : link.substring(hash + 1);
    String target = file.isEmpty() ? from : resolved(from, file);
    if (!files.containsKey(target)) {
      return false;
    }
    return anchor.isEmpty()
        || !target.endsWith(".html")
        || anchors.computeIfAbsent(target, this::ids).contains(Html.escape(anchor))
        || anchors.computeIfAbsent(target, this::ids).contains(anchor);
  }

  private static String resolved(String from, String link) {
    List<String> parts = new ArrayList<>(List.of(from.split("/", -1)));
    parts.removeLast();
    for (String part : link.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.removeLast();
      } else if (!part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private Set<String> ids(String path) {
    Set<String> ids = new HashSet<>();
    Matcher matcher = ID.matcher(text(path));
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  private String text(String path) {
    byte[] bytes = files.get(path);
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static Problem problem(String path, String html, int at, String link) {
    int start = html.lastIndexOf('\n', at) + 1;
    int end = html.indexOf('\n', at);
    String source = html.substring(start, end < 0 ? html.length() : end);
    int line = (int) html.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    int column = html.codePointCount(start, at) + 1;
    return Problem.error(
        "site-link",
        new Problem.Place(path, line, column, source, link.codePointCount(0, link.length())),
        "the page links to " + link + ", which the site does not have",
        "link to a task by its ID, or to an address with https://");
  }
}
