package ledger.app.git.merge;

import ledger.merge.Merged;
import ledger.text.Problem;

/** The result of merging two versions of a file. */
public sealed interface MergeDriverResult {
  /** Merged by tasks and cells. */
  record ByTasks(Merged merged) implements MergeDriverResult {}

  /**
   * Merged by lines, as git would. Always a conflict, because a clean merge by lines may double or
   * lose a task.
   *
   * @param reason why it was not possible by tasks
   */
  record ByLines(String reason) implements MergeDriverResult {}

  /** One version cannot be read; nothing was written. */
  record Unreadable(Problem problem) implements MergeDriverResult {}
}
