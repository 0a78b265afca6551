package ledger.site.prose;

import java.util.regex.Pattern;
import ledger.site.page.Html;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** The second wall: of rendered prose, only harmless markup passes. */
final class Sanitizer {
  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "ul",
              "ol",
              "li",
              "blockquote",
              "pre",
              "code",
              "em",
              "strong",
              "del",
              "hr",
              "br",
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td",
              "sup",
              "section",
              "div",
              "span",
              "img",
              "a")
          .allowWithoutAttributes("span", "a")
          .allowAttributes("href")
          .matching((element, attribute, value) -> Html.address(value))
          .onElements("a")
          .allowStandardUrlProtocols()
          .allowAttributes("title")
          .onElements("a")
          .allowAttributes("start")
          .matching(Pattern.compile("[0-9]{1,9}"))
          .onElements("ol")
          .allowAttributes("align")
          .matching(true, "left", "right", "center")
          .onElements("th", "td")
          .allowAttributes("class")
          .matching(
              true,
              "box",
              "math",
              "t-c",
              "t-s",
              "t-n",
              "t-k",
              "t-f",
              "t-d",
              "task-list-item",
              "footnotes",
              "footnote-ref",
              "footnote-backref")
          .onElements("span", "li", "div", "section", "a")
          .allowAttributes("class")
          .matching(Pattern.compile("note (note|tip|important|warning|caution)"))
          .onElements("blockquote")
          .allowAttributes("class")
          .matching(true, "note-title")
          .onElements("p")
          .allowAttributes("src")
          .matching((element, attribute, value) -> Html.address(value))
          .onElements("img")
          .allowAttributes("alt", "title")
          .onElements("img")
          .allowAttributes("class")
          .matching(Pattern.compile("language-[A-Za-z0-9+#_-]{1,30}"))
          .onElements("code")
          .allowAttributes("id")
          .matching(Pattern.compile("[\\p{L}\\p{N}\\p{M}\\p{Pc}-]{1,2000}"))
          .onElements("h2", "h3", "h4", "h5", "h6", "li", "sup")
          .toFactory();

  private static final Pattern EMPTY_HEAD = Pattern.compile("<th[^>]*>\\s*</th>");

  private Sanitizer() {}

  /**
   * Wide parts get a box of their own to scroll in, which the keyboard can reach. In what the
   * policy lets through, tags and quotes are markup and never text.
   */
  static String clean(String html) {
    String clean =
        POLICY
            .sanitize(html)
            .replace("<br />", "<br>")
            .replace("<hr />", "<hr>")
            .replace("<pre>", "<pre tabindex=\"0\">");
    return clean.contains("<table>") ? tables(clean) : clean;
  }

  /** A head of a column that says nothing is none. */
  private static String tables(String html) {
    return EMPTY_HEAD
        .matcher(html)
        .replaceAll("<td></td>")
        .replace(" align=\"left\"", "")
        .replace(" align=\"", " class=\"")
        .replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>");
  }
}
