package ledger.site;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of plain text as HTML: code in backticks, addresses and known task IDs are marked up, all
 * else is escaped.
 */
final class Inline {
  private static final Pattern PART =
      Pattern.compile(
          "(?<ticks>`+)(?<code>.+?)\\k<ticks>(?!`)"
              + "|(?<url>https?://[^\\s<>\"'`|]+[^\\s<>\"'`|.,;:!?)\\]])"
              + "|(?<![\\w-])(?<id>[A-Z][A-Z0-9_]*-[0-9]{1,9})(?![\\w-])");

  private final Set<String> known;
  private final String toTasks;

  /**
   * @param known IDs that have a page
   * @param toTasks the way from the page to the tasks' folder, empty or with a slash at the end
   */
  Inline(Set<String> known, String toTasks) {
    this.known = known;
    this.toTasks = toTasks;
  }

  Html html(String text) {
    return html(text, true);
  }

  /** The same inside a link, which can hold no other link. */
  Html unlinked(String text) {
    return html(text, false);
  }

  private Html html(String text, boolean links) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = PART.matcher(text);
    int at = 0;
    while (matcher.find()) {
      out.append(Html.escape(text.substring(at, matcher.start())));
      out.append(part(matcher, links));
      at = matcher.end();
    }
    return new Html(out.append(Html.escape(text.substring(at))).toString());
  }

  private String part(Matcher matcher, boolean links) {
    String code = matcher.group("code");
    if (code != null) {
      return "<code>" + Html.escape(code.strip()) + "</code>";
    }
    String whole = Html.escape(matcher.group());
    if (!links) {
      return whole;
    }
    if (matcher.group("url") != null) {
      String address = Html.escape(Html.address(matcher.group()));
      return "<a href=\"" + address + "\">" + whole + "</a>";
    }
    return known.contains(matcher.group())
        ? "<a href=\"" + toTasks + whole + ".html\">" + whole + "</a>"
        : whole;
  }
}
