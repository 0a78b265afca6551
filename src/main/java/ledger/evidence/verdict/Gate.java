package ledger.evidence.verdict;

import ledger.document.Layout;
import ledger.document.Task;
import org.jspecify.annotations.Nullable;

/** Whether a task may be done: the only place that knows what evidence Done requires. */
public sealed interface Gate {
  /** The evidence is fresh and everything holds. */
  record Verified() implements Gate {}

  /** The evidence is fresh, and what does not hold is accepted as a known failure. */
  record WithKnownFailures() implements Gate {}

  /** No experiment is linked to it, so nothing is required. */
  record Unasked() implements Gate {}

  /** Somebody accepts it without evidence. */
  record ByWaiver(String why) implements Gate {}

  /** It may not. */
  record Closed(TaskReason reason) implements Gate {}

  /**
   * Whether the evidence lets a task be done.
   *
   * @param waiver the reason for accepting it without evidence; null if nobody does. The gate is
   *     {@link ByWaiver} only if that is needed, or requested for a task without experiments
   */
  static Gate of(TaskEvidence evidence, @Nullable String waiver) {
    if (evidence.status().suffices()) {
      return evidence.status() == Status.VERIFIED ? new Verified() : new WithKnownFailures();
    }
    if (waiver != null) {
      return new ByWaiver(waiver);
    }
    if (evidence.reason() instanceof TaskReason.Waived waived) {
      return new ByWaiver(waived.why());
    }
    return evidence.experiments().isEmpty() ? new Unasked() : new Closed(evidence.reason());
  }

  default boolean isOpen() {
    return !(this instanceof Closed);
  }

  /** Whether a task is done although its evidence, perhaps from later, refutes it. */
  static boolean isRefuted(Task task, TaskEvidence evidence) {
    return task.state().id().equals(Layout.DONE) && evidence.status() == Status.FAILED;
  }
}
