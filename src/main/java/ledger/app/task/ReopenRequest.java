package ledger.app.task;

/**
 * Take a done task back to review because its evidence does not hold any more.
 *
 * @param id as the user wrote it
 * @param dryRun write nothing
 */
public record ReopenRequest(String id, boolean dryRun) {}
