package ledger.app.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * List tasks. All filters ignore case.
 *
 * @param states words for states; empty for all
 * @param priorities empty for all
 * @param owner null for all; empty for tasks without one
 * @param search text that the row contains; empty for all
 * @param verdicts whether the verdicts on the tasks are wanted, as far as there is evidence; only
 *     of the current file
 * @param revision a branch, tag or commit whose ledger is read; null for the current file
 */
public record ListRequest(
    List<String> states,
    List<String> priorities,
    @Nullable String owner,
    String search,
    boolean verdicts,
    @Nullable String revision) {}
