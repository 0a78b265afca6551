package ledger.evidence.record;

/**
 * Where a record comes from if this runner did not make it.
 *
 * @param events SHA-256 of the events file, hexadecimal
 */
public record Imported(String events) {}
