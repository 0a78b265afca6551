package ledger.app.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * List tasks. Letter case does not matter in any filter.
 *
 * @param states words for states; none for all
 * @param priorities none for all
 * @param owner null for all; empty for tasks without one
 * @param search a text that the row contains; empty for all
 * @param revision a branch, tag or commit whose ledger is read; null for the file as it is
 */
public record ListRequest(
    List<String> states,
    List<String> priorities,
    @Nullable String owner,
    String search,
    @Nullable String revision) {}
