package ledger.site;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import ledger.document.Task;
import ledger.evidence.ExperimentEvidence;
import ledger.evidence.RunEvidence;

/**
 * What plain text on a page may link to.
 *
 * @param tasks IDs that have a page
 * @param runs each run's page from the site's folder, by the run's ID
 */
record Links(Set<String> tasks, Map<String, String> runs) {
  static Links of(SiteInput input) {
    Set<String> tasks = new HashSet<>();
    Map<String, String> runs = new HashMap<>();
    for (Task task : input.ledger().tasks()) {
      tasks.add(task.id().value());
      for (ExperimentEvidence experiment : SheetMaker.evidence(input, task.id()).experiments()) {
        for (RunEvidence run : RunPages.of(experiment)) {
          runs.put(run.record().run(), RunPages.path(run.record()) + ".html");
        }
      }
    }
    return new Links(tasks, runs);
  }
}
