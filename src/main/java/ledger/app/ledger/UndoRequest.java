package ledger.app.ledger;

/**
 * Undo the last commands that changed something.
 *
 * @param count how many
 * @param dryRun write nothing
 */
public record UndoRequest(int count, boolean dryRun) {}
