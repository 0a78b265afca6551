package ledger.evidence.compare;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.Metric;
import org.jspecify.annotations.Nullable;

/**
 * One series on both sides of a comparison.
 *
 * @param first median of the first, in the metric's unit
 * @param second median of the second
 * @param firstRuns the median of each run of the first, newest first
 * @param secondRuns likewise
 * @param relative whether the shift is a fraction
 * @param shift the second minus the first; NaN for exact metrics
 * @param interval its 95 % interval; none if there are too few samples, or for exact metrics
 * @param p corrected probability of such samples if both sides were equal; NaN for exact metrics
 * @param pRuns corrected probability of such medians of runs if both sides were equal; NaN for
 *     exact metrics and if the noise is assumed
 * @param noise the bound that the shift of equal sides stays within, in the shift's unit; NaN for
 *     exact metrics
 * @param freedom degrees of freedom of the noise; 0 if it is assumed
 * @param confirmed whether the change is more than the difference between equal runs
 */
public record ComparedSeries(
    Metric metric,
    SortedMap<String, String> parameters,
    @Nullable String arm,
    double first,
    double second,
    List<Double> firstRuns,
    List<Double> secondRuns,
    boolean relative,
    double shift,
    Interval interval,
    double p,
    double pRuns,
    double noise,
    int freedom,
    Difference answer,
    boolean confirmed,
    ComparisonReason reason) {
  /** Changes before everything else, confirmed ones first, the largest first. */
  public static final Comparator<ComparedSeries> MOST_TELLING =
      Comparator.comparing((ComparedSeries row) -> !row.changed())
          .thenComparing(row -> !row.confirmed)
          .thenComparing(Comparator.comparingDouble(ComparedSeries::size).reversed());

  /**
   * How large the shift is, comparable between metrics: the logarithm of the factor, without its
   * sign; infinite if there is no factor, as from zero to something.
   */
  public double size() {
    if (relative && !Double.isNaN(shift)) {
      return Math.abs(Math.log1p(shift));
    }
    if (first == second) {
      return 0;
    }
    double factor = second / first;
    return factor > 0 && factor < Double.POSITIVE_INFINITY
        ? Math.abs(Math.log(factor))
        : Double.POSITIVE_INFINITY;
  }

  /** Whether the answer is that of a change. */
  public boolean changed() {
    return answer != Difference.SAME && answer != Difference.NOT_TOLD_APART;
  }

  /** A change that further runs might not confirm. */
  public boolean unconfirmed() {
    return changed() && !confirmed;
  }
}
