package ledger.site.write;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.document.Columns;
import ledger.document.Task;
import ledger.evidence.claim.Metric;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.page.Badge;
import ledger.site.page.Html;
import org.owasp.html.Encoding;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the search looks through, as a classic script: pages opened from the file system may load
 * one, but no JSON.
 */
final class SearchIndex {
  /**
   * Characters of a page, or of a part of one, that are searched, so that the index stays small.
   */
  private static final int MOST_PROSE = 4000;

  /** A heading of a page's prose, as it is rendered. */
  private static final Pattern HEADING =
      Pattern.compile("(?s)<h[2-6] id=\"([^\"]*)\">(.*?)</h[2-6]>");

  /** What does not belong to a page's words: data, drawings, and punctuation. */
  private static final Pattern UNREAD =
      Pattern.compile(
          "(?s)<table\\b.*?</table>|<svg\\b.*?</svg>|<span aria-hidden=\"true\">.*?</span>");

  /** Tags within a sentence. */
  private static final Pattern WITHIN = Pattern.compile("</?(?:a|code|em|span|strong)\\b[^>]*>");

  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SearchIndex() {}

  /** A page that does not belong to a task. */
  record Page(String path, String title, String words) {}

  /**
   * An array of {@code [ID, title, verdict and state, text]} for tasks, {@code [ID, title, verdict
   * and state, text, path, heading]} for the parts of their pages, and {@code ["", title, "", text,
   * path]} for other pages.
   */
  static String of(List<String> tasks, List<Page> pages) {
    Stream<String> others =
        pages.stream().map(page -> script(List.of("", page.title, "", page.words, page.path)));
    return Stream.concat(tasks.stream(), others)
        .collect(Collectors.joining(",\n", "window.ledgerIndex = [\n", "\n];\n"));
  }

  /**
   * What is found of a task, a line for its page and one for each part of its prose.
   *
   * @param prose as it is on the page; empty if there is none
   */
  static String lines(Task task, TaskEvidence evidence, String prose) {
    String id = task.id().value();
    String verdict = Badge.of(evidence.status()).word() + ", " + task.state().heading();
    List<String> lines = new ArrayList<>();
    Matcher heading = HEADING.matcher(prose);
    int at = 0;
    String path = "";
    String title = "";
    do {
      boolean more = heading.find();
      String words = words(prose.substring(at, more ? heading.start() : prose.length()), TAG);
      lines.add(
          script(
              path.isEmpty()
                  ? List.of(id, task.title(), verdict, text(task, evidence) + " " + words)
                  : List.of(id, task.title(), verdict, words, path, title)));
      if (!more) {
        return String.join(",\n", lines);
      }
      path = "tasks/" + id + ".html#" + Html.plain(heading.group(1));
      title = words(heading.group(2), TAG);
      at = heading.end();
    } while (true);
  }

  /** What a page's content says outside its tables, each sentence once. */
  static String words(String html) {
    int start = Math.max(0, html.indexOf("<main"));
    int end = html.indexOf("</main>", start);
    return words(html.substring(start, end < 0 ? html.length() : end), UNREAD);
  }

  /**
   * @param unread what is left out
   */
  private static String words(String markup, Pattern unread) {
    String main = unread == TAG ? markup : unread.matcher(markup).replaceAll(" ");
    String words =
        TAG.splitAsStream(WITHIN.matcher(main).replaceAll(""))
            .map(part -> Encoding.decodeHtml(part, false).strip())
            .filter(part -> !part.isEmpty())
            .distinct()
            .collect(Collectors.joining(" "));
    return capped(words.replaceAll("\\s+", " "));
  }

  private static String capped(String text) {
    return text.substring(0, Math.min(MOST_PROSE, text.length()));
  }

  private static String text(Task task, TaskEvidence evidence) {
    StringBuilder text = new StringBuilder(task.text(Columns.DESCRIPTION));
    Set<String> metrics = new LinkedHashSet<>();
    for (ExperimentEvidence experiment : evidence.experiments()) {
      text.append(' ').append(experiment.title());
      for (RunEvidence run : experiment.newest()) {
        for (Metric metric : run.record().metrics()) {
          metrics.add(metric.id() + " " + metric.title());
        }
      }
    }
    metrics.forEach(metric -> text.append(' ').append(metric));
    for (ExperimentEvidence experiment : evidence.experiments()) {
      experiment.claims().forEach(claim -> text.append(' ').append(claim.text()));
    }
    return text.toString().replaceAll("\\s+", " ").strip();
  }

  /** JSON that can be part of a script, even inside a page. */
  private static String script(List<String> entry) {
    return JSON.writeValueAsString(entry)
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
