package ledger.evidence.record;

/**
 * Where a record comes from that was not made by this tool's own runner.
 *
 * @param events SHA-256 of the events file, hexadecimal
 */
public record Imported(String events) {}
