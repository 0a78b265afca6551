package ledger.evidence.verdict;

import java.util.List;
import ledger.document.TaskId;
import ledger.evidence.compare.Calibration;

/**
 * Everything known about a task.
 *
 * @param reason one sentence for a reader
 * @param calibrations what was measured of the noise of its experiments
 */
public record TaskEvidence(
    TaskId task,
    Status status,
    String reason,
    List<ExperimentEvidence> experiments,
    List<Calibration> calibrations) {

  /** What is known of a task that has no experiment and no run. */
  public static TaskEvidence none(TaskId task) {
    return new TaskEvidence(
        task, Status.NONE, "No experiment is linked to this task.", List.of(), List.of());
  }
}
