package ledger.site.prose;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.Mentions;
import ledger.site.page.Html;
import ledger.text.Span;

/**
 * A line of plain text as HTML: code in backticks, addresses, known task IDs and known runs in
 * brackets are marked up, everything else is escaped.
 */
public final class Inline {
  private static final Pattern PART =
      Pattern.compile(
          "(?<url>https?://[^\\s<>\"'`|]+[^\\s<>\"'`|.,;:!?)\\]])"
              + "|\\[(?<run>[0-9]{8}T[0-9]{6}Z-(?<short>[0-9a-z]{8}))\\]"
              + "|"
              + Mentions.PATTERN);

  private final Links known;
  private final String root;
  private final String toTasks;

  /**
   * @param known what there is to link to
   * @param root the way from the page to the site's folder, empty or with a slash at the end
   * @param toTasks the way to the tasks' folder, likewise
   */
  public Inline(Links known, String root, String toTasks) {
    this.known = known;
    this.root = root;
    this.toTasks = toTasks;
  }

  /** For a page in the site's folder. */
  public static Inline atTop(Links known) {
    return new Inline(known, "", "tasks/");
  }

  public Html html(String text) {
    return html(text, true);
  }

  /** The same inside a link, which cannot contain another link. */
  public Html unlinked(String text) {
    return html(text, false);
  }

  private Html html(String text, boolean links) {
    if (!mayHoldParts(text)) {
      return Html.text(text);
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (CodeSpans.CodeSpan span : CodeSpans.in(text)) {
      parts(text, new Span(at, span.whole().start()), links, out);
      out.append("<code>").append(Html.escape(span.code().of(text).strip())).append("</code>");
      at = span.whole().end();
    }
    parts(text, new Span(at, text.length()), links, out);
    return new Html(out.toString());
  }

  /** The parts outside code. */
  private void parts(String text, Span within, boolean links, StringBuilder out) {
    Matcher matcher =
        PART.matcher(text).region(within.start(), within.end()).useTransparentBounds(true);
    int at = within.start();
    while (matcher.find()) {
      out.append(Html.escape(text.substring(at, matcher.start())));
      out.append(part(matcher, links));
      at = matcher.end();
    }
    out.append(Html.escape(text.substring(at, within.end())));
  }

  /**
   * Whether the text has a character that every part has. Most texts have none, and are quicker.
   */
  private static boolean mayHoldParts(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '`'
          || c == '['
          || (c == ':' && text.startsWith("://", i))
          || (c == '-' && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1)))) {
        return true;
      }
    }
    return false;
  }

  private String part(Matcher matcher, boolean links) {
    String whole = Html.escape(matcher.group());
    if (!links) {
      return whole;
    }
    if (matcher.group("url") != null) {
      String address = Html.escape(Html.address(matcher.group()));
      return "<a href=\"" + address + "\">" + whole + "</a>";
    }
    String run = matcher.group("run");
    if (run != null) {
      String page = known.runs().get(run);
      return page == null
          ? whole
          : "[<a href=\"%s\" title=\"Run %s\">%s</a>]"
              .formatted(root + page, run, matcher.group("short"));
    }
    return known.tasks().contains(matcher.group())
        ? "<a href=\"" + toTasks + whole + ".html\">" + whole + "</a>"
        : whole;
  }
}
