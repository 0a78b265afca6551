package ledger.evidence.record;

/**
 * stdout and stderr, as text.
 *
 * @param text whole if it is small, else its beginning and its end
 * @param bytes how many bytes there were in all
 */
public record Log(String text, long bytes) {}
