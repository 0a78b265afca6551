package ledger.evidence.verdict;

import java.util.List;
import ledger.evidence.record.Check;
import ledger.evidence.record.RunRecord;

/**
 * The results of a run's checks and claims.
 *
 * @param checks how many were made
 * @param passed how many of them passed
 * @param held claims that hold
 * @param known refuted claims that are known failures
 * @param refuted other refuted claims
 * @param undecided claims that the samples leave undecided
 * @param notApplicable claims that do not apply on that host
 */
public record RunTally(
    int checks, int passed, int held, int known, int refuted, int undecided, int notApplicable) {
  public static RunTally of(RunRecord record, List<ClaimVerdict> claims) {
    return new RunTally(
        record.checks().size(),
        (int) record.checks().stream().filter(Check::ok).count(),
        count(claims, ClaimAnswer.PASS),
        (int) claims.stream().filter(ClaimVerdict::isKnownFailure).count(),
        (int) claims.stream().filter(ClaimVerdict::isRefuted).count(),
        count(claims, ClaimAnswer.INCONCLUSIVE),
        count(claims, ClaimAnswer.NOT_APPLICABLE));
  }

  private static int count(List<ClaimVerdict> claims, ClaimAnswer answer) {
    return (int) claims.stream().filter(claim -> claim.answer() == answer).count();
  }

  /** Claims that the run could answer. */
  public int asked() {
    return held + known + refuted + undecided;
  }
}
