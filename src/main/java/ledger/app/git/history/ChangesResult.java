package ledger.app.git.history;

import org.jspecify.annotations.Nullable;

/**
 * What happened to the tasks.
 *
 * @param since the commit from which changes count; null for a day before the first one
 */
public record ChangesResult(@Nullable String since, DiffResult diff) {}
