package ledger.evidence.claim;

/** A closed interval of numbers; both ends are NaN if there is none. */
public record Interval(double low, double high) {
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  /** What a bound allows. */
  public static Interval of(Bound bound) {
    return switch (bound) {
      case Bound.AtLeast b -> new Interval(b.value(), Double.POSITIVE_INFINITY);
      case Bound.AtMost b -> new Interval(Double.NEGATIVE_INFINITY, b.value());
      case Bound.EqualTo b -> new Interval(b.value(), b.value());
      case Bound.Between b -> new Interval(b.low(), b.high());
    };
  }

  public boolean exists() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** Whether its ends differ; an interval without width says no more than the median. */
  public boolean hasWidth() {
    return low < high;
  }

  public boolean contains(double value) {
    return value >= low && value <= high;
  }

  public boolean contains(Interval other) {
    return contains(other.low) && contains(other.high);
  }

  /** Whether the two have no number in common. */
  public boolean isApartFrom(Interval other) {
    return high < other.low || low > other.high;
  }
}
