package ledger.app.git.history;

import org.jspecify.annotations.Nullable;

/**
 * Read from git which task changed when, by whom, in which commit.
 *
 * @param task only this one; null for all
 * @param edits edited cells too, not only additions, moves and removals
 * @param limit at most so many commits
 */
public record LogRequest(@Nullable String task, boolean edits, int limit) {}
