package ledger.app.ledger;

/**
 * Take the last changing commands back.
 *
 * @param count how many
 * @param dryRun write nothing
 */
public record UndoRequest(int count, boolean dryRun) {}
