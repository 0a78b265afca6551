package ledger.app.edit;

import java.nio.file.Path;
import ledger.document.State;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import ledger.text.Problem;

/** One thing that an edit did, or would do, or that the user should know of it. */
public sealed interface Effect {
  /** A task changed its state, or already was in it. */
  record Moved(TaskId id, State from, State to) implements Effect {}

  /** A row was moved within its table. */
  record Placed(TaskId id) implements Effect {}

  /** A row was added. */
  record Added(TaskId id, State to) implements Effect {}

  /** Cells of a row were set. */
  record CellsSet(TaskId id) implements Effect {}

  /**
   * A done task was reopened.
   *
   * @param note what its outcome said, and what is measured now
   */
  record Reopened(TaskId id, State from, State to, String note) implements Effect {}

  /** Sections were sorted. */
  record Sorted() implements Effect {}

  /** Tables were aligned. */
  record Aligned() implements Effect {}

  /** Something was fixed that needed no decision. */
  record Fixed(Change change) implements Effect {}

  /** A row went to the archive. */
  record Removed(TaskId id, Path archive) implements Effect {}

  /** A task got another ID. */
  record Renumbered(TaskId from, TaskId to) implements Effect {}

  /**
   * A value for a column that the task's table lacks; the task's page keeps it.
   *
   * @param state the section without the column
   */
  record CarriedOver(TaskId id, State state, String column, Path page) implements Effect {}

  /** The ledger still mentions a task that was removed. */
  record StillNamed(TaskId id, Problem.Place place) implements Effect {}

  /** One of the user's own files still mentions a task's old ID. */
  record OldIdInFile(TaskId id, Problem.Place place) implements Effect {}

  /** After the edit, a section is not in the order that it keeps. */
  record OutOfOrder(Problem problem) implements Effect {}
}
