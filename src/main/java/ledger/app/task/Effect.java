package ledger.app.task;

import java.nio.file.Path;
import ledger.document.State;
import ledger.document.TaskId;

/** One thing that an edit did, or would do, or that the user should know of it. */
public sealed interface Effect {
  /** A task changed its state, or was in it already. */
  record Moved(TaskId id, State from, State to) implements Effect {}

  /** A row was put to another place of its table. */
  record Placed(TaskId id) implements Effect {}

  /**
   * A value for a column that the task's table lacks; the task's page keeps it.
   *
   * @param state the section without the column
   */
  record CarriedOver(TaskId id, State state, String column, Path page) implements Effect {}
}
