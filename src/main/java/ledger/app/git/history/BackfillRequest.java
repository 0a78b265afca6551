package ledger.app.git.history;

/**
 * Fill the histories of the tasks' pages with the states that git's commits have.
 *
 * @param dryRun write nothing
 */
public record BackfillRequest(boolean dryRun) {}
