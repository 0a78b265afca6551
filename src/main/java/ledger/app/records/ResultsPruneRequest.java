package ledger.app.records;

/**
 * Find the run records that nothing needs any more.
 *
 * @param remove remove them; undo brings them back
 */
public record ResultsPruneRequest(boolean remove) {}
