package ledger.app.task;

/**
 * Give a task another ID.
 *
 * @param from as the user wrote it
 * @param to an ID that was never used
 * @param dryRun write nothing
 */
public record RenumberRequest(String from, String to, boolean dryRun) {}
