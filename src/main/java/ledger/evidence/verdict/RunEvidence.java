package ledger.evidence.verdict;

import java.util.List;
import java.util.Optional;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.RunRecord;

/** A run and its present verdict. */
public record RunEvidence(RunRecord record, RunVerdict verdict) {

  /**
   * The number that a one-line summary quotes: for the metric that the experiment names as its
   * headline, the series that the first claim about it refers to, or otherwise the first one
   * measured.
   */
  public Optional<MetricSummary> headline() {
    List<MetricSummary> named =
        verdict.summaries().stream()
            .filter(summary -> summary.metric().id().equals(record.headline()))
            .toList();
    return headlineClaim()
        .flatMap(claim -> named.stream().filter(claim::speaksOf).findFirst())
        .or(() -> named.stream().findFirst());
  }

  /** The first claim about the headline. */
  public Optional<Claim> headlineClaim() {
    return record.claims().stream()
        .filter(claim -> claim.metric().equals(record.headline()))
        .findFirst();
  }
}
