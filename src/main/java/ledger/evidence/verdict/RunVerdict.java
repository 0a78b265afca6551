package ledger.evidence.verdict;

import java.util.List;
import ledger.evidence.claim.MetricSummary;

/**
 * What one run says, freshness included.
 *
 * @param status as of now
 * @param reason one sentence for a reader
 * @param changed which inputs differ from now, in words; empty if fresh
 * @param claims in the order declared
 * @param summaries of every metric, in the order first sampled
 */
public record RunVerdict(
    Status status,
    String reason,
    List<String> changed,
    List<ClaimVerdict> claims,
    List<MetricSummary> summaries) {}
