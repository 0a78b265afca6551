package ledger.evidence.record;

/**
 * Something to show besides numbers.
 *
 * @param media its media type
 */
public record Artifact(String name, String media, String text) {}
