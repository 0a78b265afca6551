package ledger.evidence.compare;

/** The answer of a comparison of a series. */
public enum Difference {
  BETTER,
  WORSE,
  /** Changed, in a metric for which neither direction is better. */
  DIFFERENT,
  SAME,
  NOT_TOLD_APART
}
