package ledger.evidence.record;

/**
 * A yes-or-no question; if it fails, the experiment is not sound.
 *
 * @param control a negative control: it passes if the deliberately wrong arm fails
 */
public record Check(String id, String title, boolean ok, String detail, boolean control) {}
