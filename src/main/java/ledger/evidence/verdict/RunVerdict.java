package ledger.evidence.verdict;

import java.util.List;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.Acceptance;
import org.jspecify.annotations.Nullable;

/**
 * What one run says, including its freshness.
 *
 * @param accepted the edit after the run that somebody accepted, if it counts here
 * @param changed which inputs differ from the present ones; empty if it is fresh
 * @param claims in the order declared
 * @param summaries of every metric, in the order first sampled
 */
public record RunVerdict(
    RunReason reason,
    @Nullable Acceptance accepted,
    List<InputChange> changed,
    List<ClaimVerdict> claims,
    List<MetricSummary> summaries) {
  /** As of now. */
  public Status status() {
    return reason.status();
  }
}
