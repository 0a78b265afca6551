package ledger.evidence.verdict;

/** What the samples say about a claim. */
public enum ClaimAnswer {
  PASS,
  FAIL,
  INCONCLUSIVE,
  NOT_APPLICABLE
}
