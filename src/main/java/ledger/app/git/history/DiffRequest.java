package ledger.app.git.history;

import org.jspecify.annotations.Nullable;

/**
 * Compare the tasks of two revisions.
 *
 * @param from a branch, tag or commit
 * @param to another one; null for the current file
 */
public record DiffRequest(String from, @Nullable String to) {}
