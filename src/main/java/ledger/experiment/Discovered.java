package ledger.experiment;

import java.util.List;
import ledger.document.TaskId;
import ledger.text.Problem;

/**
 * What was found among the scripts.
 *
 * @param experiments by name
 * @param problems headers that cannot be used; their scripts are not among the experiments
 */
public record Discovered(List<Experiment> experiments, List<Problem> problems) {
  /** Those that verify the task. */
  public List<Experiment> of(TaskId task) {
    return experiments.stream().filter(experiment -> experiment.task().equals(task)).toList();
  }
}
