package ledger.evidence.claim;

/** What could not be asked on this host, why, and how that was found. */
public record NotApplicable(String what, String why, String detected) {}
