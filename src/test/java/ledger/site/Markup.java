package ledger.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page of the site may consist of, as an HTML parser sees it; anything else came in. */
final class Markup {
  private static final Set<String> ELEMENTS =
      Set.of(
          ("#root html head meta title link body a header nav main section article aside footer h1"
                  + " h2 h3 h4 h5 h6 p ul ol li dl dt dd div span strong em code pre table thead"
                  + " tbody tr th td caption style details summary figure figcaption time br hr blockquote sup del"
                  + " script svg g path line circle rect text tspan polyline polygon")
              .split(" "));
  private static final Set<String> ATTRIBUTES =
      Set.of(
          ("lang charset http-equiv content name rel href type title src defer id class role"
                  + " aria-label aria-labelledby aria-current aria-hidden datetime scope colspan"
                  + " rowspan tabindex download data-label data-age data-owner data-state data-verdict data-tag data-milestone start viewbox transform x y x1 y1"
                  + " x2 y2 cx cy r d width height fill stroke fill-opacity stroke-opacity"
                  + " stroke-width stroke-dasharray text-anchor dy points")
              .split(" "));
  private static final Pattern OWN_SCRIPT =
      Pattern.compile("(.*/)?assets/(ledger|search|board)\\.js");

  private Markup() {}

  /** What is in the page that no template of ours puts there. */
  static List<String> foreign(String html) {
    List<String> found = new ArrayList<>();
    Document page = Jsoup.parse(html);
    for (Element element : page.getAllElements()) {
      String name = element.normalName();
      if (!ELEMENTS.contains(name)) {
        found.add("element " + name);
      }
      for (Attribute attribute : element.attributes()) {
        String key = attribute.getKey().toLowerCase(Locale.ROOT);
        if (!ATTRIBUTES.contains(key)) {
          found.add("attribute " + key + " of " + name);
        }
      }
      String scheme = element.attr("href").strip().toLowerCase(Locale.ROOT);
      if (scheme.matches("(?s)[a-z][a-z0-9+.-]*:.*")
          && !scheme.matches("(?s)(https?|mailto):.*")
          && !(name.equals("link") && scheme.equals("data:,"))) {
        found.add("link to " + scheme);
      }
    }
    for (Element script : page.getElementsByTag("script")) {
      if (!OWN_SCRIPT.matcher(script.attr("src")).matches() || !script.data().isEmpty()) {
        found.add("script " + script.outerHtml());
      }
    }
    int filter = page.select("#filter").size();
    int described = page.select("head > meta[name=description][content]").size();
    if (page.getElementsByTag("script").size() != 2 + filter
        || described > 1
        || page.getElementsByTag("meta").size() != 5 + described) {
      found.add("a head of its own");
    }
    if (html.indexOf('\u0000') >= 0 || html.indexOf('\u001b') >= 0) {
      found.add("a control character");
    }
    return found;
  }
}
