package ledger.evidence.claim;

/** What could not be measured on this host, why, and how that was detected. */
public record NotApplicable(String what, String why, String detected) {}
