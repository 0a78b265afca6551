package ledger.site.prose;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ledger.site.page.Html;

/**
 * What forges do with rendered Markdown: notes of five kinds, code in colour, pictures with their
 * sizes. In what the renderer writes, tags are markup and never text.
 */
final class Finish {
  private static final Pattern NOTE =
      Pattern.compile(
          "<blockquote>\\s*<p>\\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\\][ \\t]*(?:\\n|(</p>)\\s*)");

  private static final Pattern PYTHON =
      Pattern.compile(
          "(?s)(<pre><code class=\"language-(?:python|python3|py)\">)(.*?)(?=</code></pre>)");

  private static final Pattern PICTURE =
      Pattern.compile("<img src=\"([^\"]*)\" alt=\"([^\"]*)\"[^>]*>");

  private static final Pattern ELSEWHERE = Pattern.compile("(?i)https?:.*");

  private static final Pattern RELATIVE = Pattern.compile("(?![^/?#]*:)(?!//).*");

  private Finish() {}

  /**
   * @param pictures the sizes of those that can be shown, by address
   */
  static Html of(String rendered, Map<String, PictureFile.Size> pictures) {
    String html = NOTE.matcher(rendered).replaceAll(Finish::note);
    html = PYTHON.matcher(html).replaceAll(Finish::python);
    html = PICTURE.matcher(html).replaceAll(Finish::picture);
    String clean = Sanitizer.clean(html);
    for (Map.Entry<String, PictureFile.Size> picture : pictures.entrySet()) {
      String begin = "<img src=\"" + picture.getKey() + "\"";
      PictureFile.Size size = picture.getValue();
      boolean known = size.width() > 0 && size.height() > 0;
      String sides =
          known ? " width=\"" + size.width() + "\" height=\"" + size.height() + "\"" : "";
      clean = clean.replace(begin, begin + sides + " loading=\"lazy\" decoding=\"async\"");
    }
    return new Html(clean);
  }

  private static String note(MatchResult note) {
    String word = note.group(1);
    String title = word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    return Matcher.quoteReplacement(
        "<blockquote class=\"note "
            + word.toLowerCase(Locale.ROOT)
            + "\"><p class=\"note-title\">"
            + title
            + "</p>"
            + (note.group(2) == null ? "<p>" : ""));
  }

  private static String python(MatchResult code) {
    String lines =
        PythonHighlighter.lines(Html.plain(code.group(2))).stream()
            .map(Html::markup)
            .collect(Collectors.joining("\n", "", "\n"));
    return Matcher.quoteReplacement(code.group(1) + lines);
  }

  /** A picture from elsewhere is a link: a page of the site loads nothing from other places. */
  private static String picture(MatchResult picture) {
    String address = picture.group(1);
    String text = picture.group(2).isBlank() ? address : picture.group(2);
    String shown =
        ELSEWHERE.matcher(address).matches()
            ? "<a href=\"" + address + "\">" + text + "</a>"
            : RELATIVE.matcher(address).matches() ? picture.group() : text;
    return Matcher.quoteReplacement(shown);
  }
}
