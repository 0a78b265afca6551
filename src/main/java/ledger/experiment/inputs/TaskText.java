package ledger.experiment.inputs;

import ledger.document.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * The text of a task, wherever its columns are now: the caller adds a description that the row's
 * present table lacks.
 *
 * @param waiver why the task is accepted as done without evidence, if it is; no experiment depends
 *     on it
 */
public record TaskText(TaskId id, String title, String description, @Nullable String waiver) {
  public TaskText(TaskId id, String title, String description) {
    this(id, title, description, null);
  }
}
