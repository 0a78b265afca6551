package ledger.evidence.claim;

/** What a claim compares its metric with. */
public sealed interface Bound {
  record AtLeast(double value) implements Bound {}

  record AtMost(double value) implements Bound {}

  record EqualTo(double value) implements Bound {}

  /** Both ends are included. */
  record Between(double low, double high) implements Bound {}
}
