package ledger.evidence.compare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ledger.evidence.claim.Interval;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * By how much one sample is shifted against another, without assumptions about their distributions:
 * the Hodges–Lehmann estimate (the median of all differences), its interval by the order statistics
 * of the same differences, and the p-value of the Mann–Whitney U test, two-sided (Hollander, Wolfe
 * and Chicken, <i>Nonparametric Statistical Methods</i>, sections 4.1 to 4.3).
 *
 * @param relative whether differences of logarithms are used, so that an {@code estimate} of 0.1
 *     means 10 % more; only if all values are positive
 * @param estimate the second sample minus the first; a fraction if relative, otherwise in the
 *     metric's unit
 * @param interval the estimate's 95 % interval; none if there are too few samples
 * @param p probability of such a clear order if both were equal; 1 if all values are the same
 */
record Shift(boolean relative, double estimate, Interval interval, double p) {
  private static final double Z =
      NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - Statistics.CONFIDENCE) / 2);

  /**
   * @param first not empty, finite
   * @param second likewise
   */
  static Shift between(List<Double> first, List<Double> second) {
    boolean relative =
        first.stream().allMatch(value -> value > 0) && second.stream().allMatch(value -> value > 0);
    double[] a = values(first, relative);
    double[] b = values(second, relative);
    double[] differences = new double[a.length * b.length];
    int at = 0;
    for (double x : a) {
      for (double y : b) {
        differences[at++] = y - x;
      }
    }
    Arrays.sort(differences);
    double estimate = Statistics.median(differences);
    double spread = Math.sqrt(differences.length * (a.length + b.length + 1.0) / 12);
    int cut = (int) Math.floor(differences.length / 2.0 - Z * spread);
    Interval interval =
        cut > 0
            ? new Interval(
                of(differences[cut - 1], relative),
                of(differences[differences.length - cut], relative))
            : Interval.NONE;
    return new Shift(relative, of(estimate, relative), interval, p(a, b));
  }

  private static double[] values(List<Double> values, boolean relative) {
    return values.stream().mapToDouble(v -> relative ? Math.log(v) : v).toArray();
  }

  private static double of(double difference, boolean relative) {
    return relative ? Math.expm1(difference) : difference;
  }

  /** If all values are the same, there is nothing to rank and no difference. */
  private static double p(double[] a, double[] b) {
    double first = a[0];
    if (Arrays.stream(a).allMatch(v -> v == first) && Arrays.stream(b).allMatch(v -> v == first)) {
      return 1;
    }
    double p = MannWhitneyUTest.withDefaults().test(a, b).getPValue();
    return Double.isNaN(p) ? 1 : p;
  }

  /**
   * Benjamini and Hochberg's correction: each p-value becomes the false discovery rate at which it
   * is accepted. NaN stays NaN and does not count.
   */
  static double[] corrected(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] corrected = p.clone();
    double least = 1;
    for (int rank = order.length; rank >= 1; rank--) {
      int i = order[rank - 1];
      least = Math.min(least, p[i] * order.length / rank);
      corrected[i] = least;
    }
    return corrected;
  }
}
