package ledger.evidence.verdict;

import java.util.List;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.evidence.compare.Calibration;

/**
 * Everything known about a task.
 *
 * @param calibrations the measured noise of its experiments
 */
public record TaskEvidence(
    TaskId task,
    TaskReason reason,
    List<ExperimentEvidence> experiments,
    List<Calibration> calibrations) {

  /** The evidence of a task that has no experiment and no run. */
  public static TaskEvidence none(TaskId task) {
    return new TaskEvidence(task, new TaskReason.NoExperiment(), List.of(), List.of());
  }

  public Status status() {
    return reason.status();
  }

  TaskEvidence published() {
    List<ExperimentEvidence> shown =
        experiments.stream().map(ExperimentEvidence::published).toList();
    return new TaskEvidence(task, reason, shown, calibrations);
  }

  /** The run with this ID, if it belongs to the task. */
  public Optional<RunEvidence> run(String id) {
    return experiments.stream()
        .flatMap(ExperimentEvidence::runs)
        .filter(run -> run.record().run().equals(id))
        .findFirst();
  }
}
