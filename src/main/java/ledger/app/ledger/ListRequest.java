package ledger.app.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * List tasks. All filters ignore case.
 *
 * @param states words for states; empty for all
 * @param priorities empty for all
 * @param owner null for all; empty for tasks without one
 * @param mine only tasks whose owner is called like the user of git
 * @param overdue only tasks that are not done and were due before today
 * @param tags any of them, in a column of tags; empty for all
 * @param milestones any of them; empty for all
 * @param search text that the row contains, or what its page carries over; empty for all
 * @param by columns to sort each section by, most significant first; empty for the file's order
 * @param columns that are shown besides: some table has each of them
 * @param verdicts whether the verdicts on the tasks are wanted, as far as there is evidence; only
 *     of the current file
 * @param revision a branch, tag or commit whose ledger is read; null for the current file
 */
public record ListRequest(
    List<String> states,
    List<String> priorities,
    @Nullable String owner,
    boolean mine,
    boolean overdue,
    List<String> tags,
    List<String> milestones,
    String search,
    List<String> by,
    List<String> columns,
    boolean verdicts,
    @Nullable String revision) {
  /** Whether some of the rows may be left out. */
  boolean filters() {
    return !priorities.isEmpty()
        || owner != null
        || mine
        || overdue
        || !tags.isEmpty()
        || !milestones.isEmpty()
        || !search.isEmpty();
  }
}
