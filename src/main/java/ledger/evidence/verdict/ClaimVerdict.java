package ledger.evidence.verdict;

import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.MetricSummary;
import org.jspecify.annotations.Nullable;

/**
 * What the samples say about one claim.
 *
 * @param summary the samples' median and interval; null if there are none
 * @param known the known failure that covers this claim on this host, if any
 */
public record ClaimVerdict(
    Claim claim,
    ClaimReason reason,
    @Nullable MetricSummary summary,
    @Nullable KnownFailure known) {
  public ClaimAnswer answer() {
    return reason.answer();
  }

  /** Whether it is refuted and nobody accepted that. */
  public boolean isRefuted() {
    return answer() == ClaimAnswer.FAIL && known == null;
  }

  /** Whether it is refuted, and that is accepted. */
  public boolean isKnownFailure() {
    return answer() == ClaimAnswer.FAIL && known != null;
  }

  /** Whether it holds although it is a known failure. */
  public boolean holdsUnexpectedly() {
    return answer() == ClaimAnswer.PASS && known != null;
  }
}
