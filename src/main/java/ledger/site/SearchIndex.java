package ledger.site;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ledger.document.Columns;
import ledger.document.Task;
import ledger.document.TaskPage;
import ledger.evidence.ExperimentEvidence;
import ledger.evidence.Metric;
import ledger.evidence.RunEvidence;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the search looks through, as a classic script: pages opened from the file system may load
 * one, but no JSON.
 */
final class SearchIndex {
  /** Characters of a page's prose that are searched, so that the index stays small. */
  private static final int MOST_PROSE = 4000;

  private SearchIndex() {}

  /** An array of {@code [ID, title, verdict, text]}. */
  static String of(SiteInput input) {
    JsonMapper json = JsonMapper.builder().build();
    List<String> lines = new ArrayList<>();
    for (Task task : input.ledger().tasks()) {
      lines.add(
          script(
              json.writeValueAsString(
                  List.of(
                      task.id().value(),
                      task.title(),
                      Badge.of(SheetMaker.evidence(input, task.id()).status()).word(),
                      text(input, task)))));
    }
    return "window.ledgerIndex = [\n" + String.join(",\n", lines) + "\n];\n";
  }

  private static String text(SiteInput input, Task task) {
    StringBuilder text = new StringBuilder(task.text(Columns.DESCRIPTION));
    Set<String> metrics = new LinkedHashSet<>();
    for (ExperimentEvidence experiment : SheetMaker.evidence(input, task.id()).experiments()) {
      text.append(' ').append(experiment.title());
      for (RunEvidence run : experiment.newest()) {
        for (Metric metric : run.record().metrics()) {
          metrics.add(metric.id() + " " + metric.title());
        }
      }
    }
    metrics.forEach(metric -> text.append(' ').append(metric));
    TaskPage page = input.pages().get(task.id());
    if (page != null) {
      String prose = page.prose().replaceAll("\\[=[^\\]]*\\]+", " ");
      text.append(' ').append(prose, 0, Math.min(MOST_PROSE, prose.length()));
    }
    return text.toString().replaceAll("\\s+", " ").strip();
  }

  /** JSON that is a script's text too, also inside a page. */
  private static String script(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }
}
