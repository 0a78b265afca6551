package ledger.evidence;

/** A run and what it says now. */
public record RunEvidence(RunRecord record, RunVerdict verdict) {}
