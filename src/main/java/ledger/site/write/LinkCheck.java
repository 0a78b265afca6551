package ledger.site.write;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import ledger.site.page.Html;
import ledger.text.Addresses;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Whether every link inside the site leads to a file of it, and every anchor to an element; and
 * whether every address is one that a page may have. Pages are looked at one by one; of each target
 * the first link to it is kept.
 */
final class LinkCheck {
  private static final Pattern ELSEWHERE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|//.*");

  private final ConcurrentMap<String, WrittenPage> sources = new ConcurrentHashMap<>();

  /** By file, or by file and anchor. */
  private final ConcurrentMap<String, First> wanted = new ConcurrentHashMap<>();

  private final ConcurrentMap<String, First> forbidden = new ConcurrentHashMap<>();

  private final Set<String> remembered = ConcurrentHashMap.newKeySet();

  /** The first link to a target, by page, and how many there are. */
  private record First(String page, int at, String link, int count) {
    First and(First other) {
      int order = page.compareTo(other.page);
      boolean own = order < 0 || (order == 0 && at < other.at);
      First first = own ? this : other;
      return new First(first.page, first.at, first.link, count + other.count);
    }
  }

  /** Gives back a page's bytes. */
  interface PageSource {
    byte[] html(String path) throws IOException;
  }

  /**
   * The file that a page is made from.
   *
   * @param places of addresses in it, by address
   */
  record WrittenPage(SourceText source, Map<String, Span> places) {}

  /**
   * Adds a page.
   *
   * @param written the file that the page is made from, where its author wrote links; null if there
   *     is none
   * @return what the page links to
   */
  List<String> add(String page, byte[] html, @Nullable WrittenPage written) {
    if (written != null && !written.places.isEmpty()) {
      sources.put(page, written);
    }
    PageAddresses addresses = PageAddresses.in(html);
    addresses
        .forbidden()
        .forEach((link, at) -> forbidden.merge(link, new First(page, at, link, 1), First::and));
    List<String> targets = new ArrayList<>();
    addresses
        .links()
        .forEach(
            (link, at) -> {
              String plain = link.replace("&amp;", "&");
              boolean within = plain.startsWith("#") && has(addresses.ids(), plain.substring(1));
              if (!within && !ELSEWHERE.matcher(plain).matches()) {
                String target = target(page, plain);
                targets.add(target);
                wanted.merge(target, new First(page, at, plain, 1), First::and);
              }
            });
    return targets;
  }

  /** Links of pages that were checked when they were drawn. */
  void remember(List<String> targets) {
    remembered.addAll(targets);
  }

  /**
   * Whether a page that was not drawn again links to something that is gone.
   *
   * @param drawn files that have been drawn again
   */
  boolean isForgotten(Set<String> files, Predicate<String> drawn, PageSource pages)
      throws IOException {
    Map<String, Set<String>> anchors = new HashMap<>();
    for (String target : remembered) {
      boolean doubtful = !files.contains(file(target)) || drawn.test(file(target));
      if (doubtful && !leadsSomewhere(target, files, anchors, pages)) {
        return true;
      }
    }
    return false;
  }

  /** The file of a target. */
  static String file(String target) {
    int hash = target.indexOf('#');
    return hash < 0 ? target : target.substring(0, hash);
  }

  List<Problem> problems(Set<String> files, PageSource pages) throws IOException {
    List<Problem> problems = new ArrayList<>();
    Map<String, Set<String>> anchors = new HashMap<>();
    for (Map.Entry<String, First> entry : inOrder(forbidden)) {
      First first = entry.getValue();
      String why = ", and no page may have such an address";
      problems.add(problem(first, pages.html(first.page), why, Addresses.ALLOWED));
    }
    for (Map.Entry<String, First> entry : inOrder(wanted)) {
      if (!leadsSomewhere(entry.getKey(), files, anchors, pages)) {
        First first = entry.getValue();
        problems.add(missing(first, pages));
      }
    }
    return problems;
  }

  private static List<Map.Entry<String, First>> inOrder(Map<String, First> links) {
    return links.entrySet().stream()
        .sorted(
            Map.Entry.<String, First>comparingByValue(
                Comparator.comparing(First::page).thenComparingInt(First::at)))
        .toList();
  }

  private static boolean leadsSomewhere(
      String target, Set<String> files, Map<String, Set<String>> anchors, PageSource pages)
      throws IOException {
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    String anchor = hash < 0 ? "" : target.substring(hash + 1);
    if (!files.contains(file)) {
      return false;
    }
    if (anchor.isEmpty() || !file.endsWith(".html")) {
      return true;
    }
    Set<String> ids = anchors.get(file);
    if (ids == null) {
      ids = PageAddresses.in(pages.html(file)).ids();
      anchors.put(file, ids);
    }
    return has(ids, anchor);
  }

  private static boolean has(Set<String> ids, String anchor) {
    return ids.contains(Html.escape(anchor)) || ids.contains(anchor);
  }

  private static String target(String page, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    return (file.isEmpty() ? page : resolved(page, file)) + (hash < 0 ? "" : link.substring(hash));
  }

  private static String decoded(String link) {
    try {
      return link.indexOf('%') < 0
          ? link
          : URLDecoder.decode(link.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return link;
    }
  }

  private static String resolved(String from, String link) {
    List<String> parts = new ArrayList<>(List.of(from.split("/", -1)));
    parts.removeLast();
    for (String part : decoded(link).split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.removeLast();
      } else if (!part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** The place in the page's own file, where somebody wrote the link there. */
  private Problem missing(First first, PageSource pages) throws IOException {
    WrittenPage written = sources.get(first.page);
    Span place = written == null ? null : written.places.get(first.link);
    if (written == null || place == null) {
      String why = ", which is not part of the site";
      String help = "link to a task by its ID, or to an address with https://";
      return problem(first, pages.html(first.page), why, help);
    }
    String what =
        first.link.indexOf('#') < 0
            ? ", and there is no such file"
            : first.link.startsWith("#")
                ? ", and no heading has this name"
                : ", and it has no such heading";
    return Problem.error(
        "site-link",
        written.source.place(place),
        "the page links to " + place.of(written.source.content()) + what,
        "link to a heading, to a task's page, to a file of the repository, or to an address with https://");
  }

  private static Problem problem(First first, byte[] html, String why, String help) {
    SourceText page = SourceText.of(first.page, new String(html, StandardCharsets.UTF_8));
    int start = new String(html, 0, first.at, StandardCharsets.UTF_8).length();
    String more = first.count == 1 ? "" : " (" + first.count + " pages link to it)";
    return Problem.error(
        "site-link",
        page.place(new Span(start, start + first.link.length())),
        "the page links to " + first.link + why + more,
        help);
  }
}
