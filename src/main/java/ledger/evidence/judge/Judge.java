package ledger.evidence.judge;

import java.util.List;
import java.util.Optional;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.compare.Summaries;
import ledger.evidence.record.Acceptance;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimAnswer;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.InputChange;
import ledger.evidence.verdict.RunReason;
import ledger.evidence.verdict.RunTally;
import ledger.evidence.verdict.RunVerdict;

/**
 * Computes a run's present verdict, from raw samples only.
 *
 * <p>What decides, the first that applies: a run that did not reach its end, or that calls not
 * applicable what it measured, is BROKEN; a quick run is INCONCLUSIVE, whatever it measured; a
 * changed script, local file, requirement or kind of host makes it STALE; a changed claim or task
 * text makes it SUSPECT; a failed check makes it FAILED, and nothing accepts that; a refuted claim
 * that is not a known failure makes it FAILED; an undecided claim makes it INCONCLUSIVE; if no
 * claim was asked, it is NOT_APPLICABLE if that is the reason, and otherwise INCONCLUSIVE, whatever
 * check passed; a refuted claim that is a known failure makes it KNOWN_FAILURES. Only the rest is
 * VERIFIED.
 */
public final class Judge {
  private Judge() {}

  /**
   * The verdict with the known failures as declared when the script ran.
   *
   * @param now the run's present inputs; empty if they are unknown (the script is gone), which
   *     makes the run STALE
   */
  public static RunVerdict judge(RunRecord record, Optional<Inputs> now) {
    return judge(record, now, record.claims(), false, record.knownFailures(), Optional.empty());
  }

  /**
   * The verdict that the run would have if it counted: regardless of freshness and of whether it is
   * quick.
   */
  public static RunVerdict firstLook(RunRecord record) {
    List<MetricSummary> summaries = Summaries.all(record);
    ClaimJudge judge = new ClaimJudge(record, record.knownFailures(), summaries);
    List<ClaimVerdict> claims = record.claims().stream().map(judge::judge).toList();
    RunReason reason = broken(record, record.claims()).orElseGet(() -> result(record, claims));
    return new RunVerdict(reason, null, List.of(), claims, summaries);
  }

  /** The verdict as it was when the script ran, regardless of freshness. */
  public static RunVerdict asOfRun(RunRecord record) {
    return judge(record, Optional.of(record.inputs()));
  }

  /**
   * The verdict by what is declared now: a refutation may be accepted after the run, and so may an
   * edit of the claims or of the task's text, in which case the present claims decide. Neither
   * needs a new run.
   */
  public static RunVerdict judge(RunRecord record, CurrentExperiment current) {
    Optional<Inputs> now =
        current
            .inputs()
            .of(record)
            .map(inputs -> HostKind.with(inputs, record.inputs().hostKind()));
    Optional<Acceptance> accepted =
        now.flatMap(n -> current.accepted().stream().filter(a -> a.covers(record, n)).findFirst());
    List<Claim> claims = accepted.isPresent() ? current.claims() : record.claims();
    boolean edited = !current.claims().equals(record.claims());
    return judge(record, now, claims, edited, current.knownFailures(), accepted);
  }

  private static RunVerdict judge(
      RunRecord record,
      Optional<Inputs> now,
      List<Claim> declared,
      boolean claimsEdited,
      List<KnownFailure> known,
      Optional<Acceptance> accepted) {
    List<MetricSummary> summaries = Summaries.all(record);
    ClaimJudge judge = new ClaimJudge(record, known, summaries);
    List<ClaimVerdict> claims = declared.stream().map(judge::judge).toList();
    Optional<Freshness> freshness =
        now.map(n -> Freshness.between(record.inputs(), n, claimsEdited))
            .map(changes -> accepted.isPresent() ? changes.accepted() : changes);
    return new RunVerdict(
        broken(record, declared).orElseGet(() -> sound(record, freshness, claims)),
        accepted.orElse(null),
        freshness.map(Freshness::all).orElse(List.of(InputChange.Whole.EVERYTHING)),
        claims,
        summaries);
  }

  /** What makes a run say nothing at all. */
  private static Optional<RunReason> broken(RunRecord record, List<Claim> declared) {
    return record.exit().kind() != Exit.Kind.COMPLETED
        ? Optional.of(new RunReason.DidNotEnd(record.exit()))
        : Contradiction.in(record, declared).map(RunReason.ReportsBoth::new);
  }

  private static RunReason sound(
      RunRecord record, Optional<Freshness> freshness, List<ClaimVerdict> claims) {
    if (record.quick()) {
      return new RunReason.CountsForNothing();
    }
    if (freshness.isEmpty()) {
      return new RunReason.SourceGone();
    }
    if (!freshness.get().stale().isEmpty()) {
      return new RunReason.Changed(freshness.get().stale());
    }
    if (!freshness.get().suspect().isEmpty()) {
      return new RunReason.Edited(freshness.get().suspect());
    }
    return result(record, claims);
  }

  private static RunReason result(RunRecord record, List<ClaimVerdict> claims) {
    List<Check> failed = record.checks().stream().filter(check -> !check.ok()).toList();
    if (!failed.isEmpty()) {
      return new RunReason.CheckFailed(failed.getFirst(), failed.size() - 1);
    }
    Optional<RunReason> claim =
        claims.stream()
            .filter(ClaimVerdict::isRefuted)
            .findFirst()
            .<RunReason>map(RunReason.ClaimRefuted::new)
            .or(
                () ->
                    claims.stream()
                        .filter(verdict -> verdict.answer() == ClaimAnswer.INCONCLUSIVE)
                        .findFirst()
                        .map(RunReason.ClaimUndecided::new));
    if (claim.isPresent()) {
      return claim.get();
    }
    RunTally tally = RunTally.of(record, claims);
    if (tally.asked() == 0) {
      return nothing(record, claims);
    }
    return new RunReason.NoneRefuted(
        tally, claims.stream().filter(ClaimVerdict::holdsUnexpectedly).toList());
  }

  private static RunReason nothing(RunRecord record, List<ClaimVerdict> claims) {
    if (record.checks().isEmpty() && !record.notApplicable().isEmpty()) {
      return new RunReason.NothingToAsk(record.notApplicable().getFirst());
    }
    return claims.isEmpty()
        ? new RunReason.NothingAnswered()
        : new RunReason.NoClaimApplies(claims.getFirst());
  }
}
