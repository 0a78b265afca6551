package ledger.evidence.judge;

import java.util.List;
import java.util.Optional;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.Sample;

/** A script that measures something and reports that this host lacks what it needs. */
final class Contradiction {
  private Contradiction() {}

  /**
   * The first such report about a metric, or about a claim that is asked on this host.
   *
   * @param claims that decide
   */
  static Optional<NotApplicable> in(RunRecord record, List<Claim> claims) {
    return record.notApplicable().stream()
        .filter(
            reported ->
                isMeasured(record, reported.what())
                    || claims.stream()
                        .filter(claim -> claim.id().equals(reported.what()))
                        .anyMatch(claim -> isAnswered(record, claim)))
        .findFirst();
  }

  private static boolean isMeasured(RunRecord record, String metric) {
    return record.samples().stream()
        .anyMatch(sample -> !sample.warmup() && sample.metric().equals(metric));
  }

  private static boolean isAnswered(RunRecord record, Claim claim) {
    return Conditions.of(claim.when(), record.host()).failing().isEmpty()
        && record.samples().stream().anyMatch(sample -> isAbout(claim, sample));
  }

  private static boolean isAbout(Claim claim, Sample sample) {
    return !sample.warmup() && claim.isAbout(sample.metric(), sample.parameters(), sample.arm());
  }
}
