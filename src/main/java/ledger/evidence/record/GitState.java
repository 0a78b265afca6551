package ledger.evidence.record;

/** The commit that was checked out. */
public record GitState(String commit, boolean dirty) {}
