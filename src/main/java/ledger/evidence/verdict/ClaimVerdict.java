package ledger.evidence.verdict;

import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.MetricSummary;
import org.jspecify.annotations.Nullable;

/**
 * What the samples say about one claim.
 *
 * @param answer what was found
 * @param summary the samples' median and interval; null where there are none
 * @param finding the accepted finding that covers this claim on this host, if any
 * @param reason one sentence for a reader
 */
public record ClaimVerdict(
    Claim claim,
    Answer answer,
    @Nullable MetricSummary summary,
    @Nullable KnownFailure finding,
    String reason) {
  /** The possible answers. */
  public enum Answer {
    PASS,
    FAIL,
    INCONCLUSIVE,
    NOT_APPLICABLE
  }
}
