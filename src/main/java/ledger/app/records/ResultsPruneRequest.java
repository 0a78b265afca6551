package ledger.app.records;

/**
 * Find the run records that are no longer needed.
 *
 * @param remove remove them; undo restores them
 */
public record ResultsPruneRequest(boolean remove) {}
