package ledger.evidence.record;

/**
 * A question with yes or no for an answer; a failed one says that the experiment is not sound.
 *
 * @param control a negative control: passed if the deliberately wrong arm failed
 */
public record Check(String id, String title, boolean ok, String detail, boolean control) {}
