package ledger.app.task;

import java.time.LocalDate;
import java.util.List;
import ledger.app.task.EditRequest.CellText;
import ledger.document.edit.Change;
import org.jspecify.annotations.Nullable;

/**
 * Move tasks to another state, within their table, or both.
 *
 * @param ids the tasks, as the user wrote their IDs
 * @param to a word for the state; null to leave the tasks in theirs
 * @param placing where in the table; null for the usual position
 * @param cells texts to be set with the move; without one, the branch is the one that is checked
 *     out, and the outcome is composed from the newest evidence
 * @param date the day of the move to the state; null for today
 * @param waiver why Done is accepted without evidence; null if it is not
 * @param dryRun write nothing
 */
public record MoveRequest(
    List<String> ids,
    @Nullable String to,
    @Nullable Placing placing,
    List<CellText> cells,
    @Nullable LocalDate date,
    @Nullable String waiver,
    boolean dryRun) {
  /**
   * A position in a table.
   *
   * @param neighbour the task above or below which; null for the top
   */
  public record Placing(Change.Spot spot, @Nullable String neighbour) {}
}
