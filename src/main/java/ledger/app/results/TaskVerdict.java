package ledger.app.results;

import ledger.document.TaskId;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.verdict.TaskReason;

/** The verdict on a task, without the evidence that it comes from. */
public record TaskVerdict(TaskId task, TaskReason reason) {
  public static TaskVerdict of(TaskEvidence evidence) {
    return new TaskVerdict(evidence.task(), evidence.reason());
  }

  public Status status() {
    return reason.status();
  }
}
