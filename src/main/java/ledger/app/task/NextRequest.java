package ledger.app.task;

import org.jspecify.annotations.Nullable;

/**
 * Begin the task that should be next.
 *
 * @param owner who does it; tasks of others are left out; null if that is left open
 * @param dryRun write nothing
 */
public record NextRequest(@Nullable String owner, boolean dryRun) {}
