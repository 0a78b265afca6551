package ledger.evidence.compare;

/** What a comparison of a series finds. */
public enum Difference {
  BETTER,
  WORSE,
  /** Changed, in a metric for which neither direction is better. */
  DIFFERENT,
  SAME,
  NOT_TOLD_APART
}
