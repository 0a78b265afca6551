package ledger.evidence.claim;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A statement declared before any run, that measurements can refute.
 *
 * @param bound what the metric is compared with
 * @param exact every sample must comply; there is no interval
 * @param where only samples with these parameters
 * @param arm only samples of this arm
 * @param when where the claim applies
 */
public record Claim(
    String id,
    String text,
    String metric,
    Bound bound,
    boolean exact,
    SortedMap<String, String> where,
    @Nullable String arm,
    Condition when) {

  /** Whether these samples are among those that the claim is about. */
  public boolean speaksOf(MetricSummary summary) {
    return summary.metric().id().equals(metric)
        && (arm == null || arm.equals(summary.arm()))
        && summary.parameters().entrySet().containsAll(where.entrySet());
  }
}
