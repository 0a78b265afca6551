package ledger.app.task;

/**
 * Move a done task back to review because its evidence no longer holds.
 *
 * @param id as the user wrote it
 * @param dryRun write nothing
 */
public record ReopenRequest(String id, boolean dryRun) {}
