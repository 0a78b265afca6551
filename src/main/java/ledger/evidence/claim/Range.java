package ledger.evidence.claim;

import ledger.text.Numbers;

/** A bound as a closed range of numbers. */
public record Range(double low, double high) {
  public static Range of(Bound bound) {
    return switch (bound) {
      case Bound.AtLeast b -> new Range(b.value(), Double.POSITIVE_INFINITY);
      case Bound.AtMost b -> new Range(Double.NEGATIVE_INFINITY, b.value());
      case Bound.EqualTo b -> new Range(b.value(), b.value());
      case Bound.Between b -> new Range(b.low(), b.high());
    };
  }

  public boolean contains(double value) {
    return value >= low && value <= high;
  }

  @Override
  public String toString() {
    if (low == high) {
      return "exactly " + Numbers.exact(low);
    }
    if (Double.isInfinite(high)) {
      return "at least " + Numbers.exact(low);
    }
    return Double.isInfinite(low)
        ? "at most " + Numbers.exact(high)
        : "from " + Numbers.exact(low) + " to " + Numbers.exact(high);
  }
}
