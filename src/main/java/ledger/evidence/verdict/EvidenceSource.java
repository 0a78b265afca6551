package ledger.evidence.verdict;

import java.util.List;
import java.util.Map;
import ledger.document.TaskId;
import ledger.evidence.store.DamagedRecord;
import ledger.evidence.store.RunHead;

/**
 * Looks up what is known about a task. All of it at once may be too much for memory, so code that
 * goes through many tasks must release each of them. Several threads may ask.
 */
public interface EvidenceSource {
  /**
   * Everything known about a task.
   *
   * @throws DamagedRecord if one of its records cannot be used
   */
  TaskEvidence of(TaskId task);

  /**
   * The beginnings of the records of its runs, in any order.
   *
   * @throws DamagedRecord if a record does not begin as it should
   */
  List<RunHead> heads(TaskId task);

  /** The same without the runs that a site does not show: {@link RunHead#published}. */
  default EvidenceSource published() {
    EvidenceSource all = this;
    return new EvidenceSource() {
      @Override
      public TaskEvidence of(TaskId task) {
        return all.of(task).published();
      }

      @Override
      public List<RunHead> heads(TaskId task) {
        return RunHead.published(all.heads(task), head -> head);
      }
    };
  }

  /** A source that is already in memory; a task that is not in it has no evidence. */
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
