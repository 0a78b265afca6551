package ledger.app.git.history;

import org.jspecify.annotations.Nullable;

/**
 * Read from git which task changed when, by whom, in which commit.
 *
 * @param task only this one; null for all
 * @param edits also edited cells, not only additions, moves and removals
 * @param limit at most this many commits
 */
public record LogRequest(@Nullable String task, boolean edits, int limit) {}
