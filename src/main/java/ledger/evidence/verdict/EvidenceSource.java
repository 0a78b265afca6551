package ledger.evidence.verdict;

import java.util.List;
import java.util.Map;
import ledger.document.TaskId;
import ledger.evidence.store.DamagedRecord;
import ledger.evidence.store.RunHead;

/**
 * Looks up what is known of a task. All of it at once may be more than the memory holds, so whoever
 * goes through many tasks lets go of each. Several threads may ask.
 */
public interface EvidenceSource {
  /**
   * Everything known about a task.
   *
   * @throws DamagedRecord if a record of it cannot be used
   */
  TaskEvidence of(TaskId task);

  /**
   * What the records of its runs begin with, in any order.
   *
   * @throws DamagedRecord if a record does not begin so
   */
  List<RunHead> heads(TaskId task);

  /** What is in memory already; a task that is not in it has none. */
  static EvidenceSource of(Map<TaskId, TaskEvidence> known) {
    return new EvidenceSource() {
      @Override
      public TaskEvidence of(TaskId task) {
        TaskEvidence evidence = known.get(task);
        return evidence != null ? evidence : TaskEvidence.none(task);
      }

      @Override
      public List<RunHead> heads(TaskId task) {
        return of(task).experiments().stream()
            .flatMap(ExperimentEvidence::runs)
            .map(run -> RunHead.of(run.record()))
            .toList();
      }
    };
  }
}
