package ledger.evidence.compare;

import java.util.SortedMap;
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.Metric;
import org.jspecify.annotations.Nullable;

/**
 * One series on both sides of a comparison.
 *
 * @param first median of the first, in the metric's unit
 * @param second median of the second
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
  /** Whether the answer is that of a change. */
  public boolean changed() {
    return answer != Difference.SAME && answer != Difference.NOT_TOLD_APART;
  }

  /** A change that further runs might not confirm. */
  public boolean unconfirmed() {
    return changed() && !confirmed;
  }
}
