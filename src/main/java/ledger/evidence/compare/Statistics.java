package ledger.evidence.compare;

import java.util.Arrays;
import java.util.List;
import ledger.evidence.claim.Interval;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Statistics that assume nothing about how samples are distributed. */
public final class Statistics {
  /** Confidence of every interval. */
  static final double CONFIDENCE = 0.95;

  /** With fewer samples, no interval by order statistics reaches 95 %: 1 - 2 / 2^5 is 93.75 %. */
  public static final int FEWEST = 6;

  private Statistics() {}

  /** The middle value, or the mean of the two middle ones; NaN without values. */
  public static double median(List<Double> values) {
    return median(sorted(values));
  }

  /** The same for sorted values. */
  static double median(double[] sorted) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int half = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[half]
        : sorted[half - 1] / 2 + sorted[half] / 2; // halves first: the sum may overflow
  }

  /**
   * The median's confidence interval by order statistics (the inverted sign test; Conover,
   * <i>Practical Nonparametric Statistics</i>, "confidence interval for a quantile").
   *
   * <p>How many of n samples fall below the median is binomial with p = 1/2. Without the {@code k}
   * smallest and the {@code k} largest samples, the interval from the (k+1)-th smallest to the
   * (k+1)-th largest covers the median with probability 1 - 2 P(B <= k). The largest k for which
   * that is at least 95 % is used.
   */
  static Interval medianInterval(double[] sorted) {
    int n = sorted.length;
    if (n < FEWEST) {
      return Interval.NONE;
    }
    BinomialDistribution below = BinomialDistribution.of(n, 0.5);
    double tail = (1 - CONFIDENCE) / 2;
    int cut = below.inverseCumulativeProbability(tail);
    while (cut >= 0 && below.cumulativeProbability(cut) > tail) {
      cut--;
    }
    if (cut < 0) {
      return Interval.NONE;
    }
    return new Interval(sorted[cut], sorted[n - 1 - cut]);
  }

  /** The mean; exactly the value if all are the same; NaN without values. */
  static double mean(List<Double> values) {
    if (values.stream().distinct().count() == 1) {
      return values.getFirst();
    }
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** The values in ascending order. */
  static double[] sorted(List<Double> values) {
    double[] sorted = new double[values.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values.get(i);
    }
    Arrays.sort(sorted);
    return sorted;
  }
}
