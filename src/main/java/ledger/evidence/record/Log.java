package ledger.evidence.record;

/**
 * stdout and stderr, as text.
 *
 * @param text all of it if it is small, otherwise its beginning and its end
 * @param bytes how many bytes there were in total
 */
public record Log(String text, long bytes) {}
