package ledger.evidence.compare;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much equal runs differ on one host, which the samples of one run do not show.
 *
 * <p>The unit is the run, represented by the median of its samples, as a logarithm if all values
 * are positive. Whether the medians of {@code n} and of {@code m} equal runs differ by chance is
 * decided by Student's t test for two samples with pooled variance.
 *
 * @param variance of those medians
 * @param freedom its degrees of freedom: for each set of equal runs it was measured on, one less
 *     than their number; 0 without any such set
 */
record RunNoise(double variance, int freedom) {
  /** The noise assumed for a comparison if none was measured, as a fraction of the value. */
  static final double ASSUMED = 0.10;

  static final RunNoise UNKNOWN = new RunNoise(Double.NaN, 0);

  /** With fewer equal runs, their differences say too little. */
  static final int FEWEST_RUNS = 3;

  /** Whether it was measured well enough to be used: on three equal runs, or on two a side. */
  boolean measured() {
    return freedom >= FEWEST_RUNS - 1;
  }

  /**
   * The noise shown by one set of equal runs.
   *
   * @param medians one per run, as logarithms if that is how they are compared
   */
  static RunNoise of(List<Double> medians) {
    if (medians.size() < 2) {
      return UNKNOWN;
    }
    double mean = Statistics.mean(medians);
    double squares = 0;
    for (double median : medians) {
      squares += (median - mean) * (median - mean);
    }
    int freedom = medians.size() - 1;
    return new RunNoise(squares / freedom, freedom);
  }

  /** Combines two measurements of the same noise. */
  RunNoise and(RunNoise other) {
    if (freedom == 0 || other.freedom == 0) {
      return freedom > 0 ? this : other;
    }
    int both = freedom + other.freedom;
    return new RunNoise((variance * freedom + other.variance * other.freedom) / both, both);
  }

  /** The standard deviation. */
  double deviation() {
    return Math.sqrt(variance);
  }

  /**
   * The bound that the difference between the means of this many equal runs a side stays within in
   * 95 of 100 cases; NaN if nothing was measured.
   */
  double band(int first, int second) {
    double tail = (1 - Statistics.CONFIDENCE) / 2;
    return measured()
        ? TDistribution.of(freedom).inverseSurvivalProbability(tail) * error(first, second)
        : Double.NaN;
  }

  /**
   * The probability of at least this difference between the means of this many equal runs a side;
   * NaN if nothing was measured.
   */
  double p(double difference, int first, int second) {
    if (!measured()) {
      return Double.NaN;
    }
    if (difference == 0) {
      return 1;
    }
    double t = Math.abs(difference) / error(first, second);
    return 2 * TDistribution.of(freedom).survivalProbability(t);
  }

  private double error(int first, int second) {
    return Math.sqrt(variance * (1.0 / first + 1.0 / second));
  }
}
