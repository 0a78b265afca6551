package ledger.evidence.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.compare.Summaries;
import ledger.evidence.record.Acceptance;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimVerdict.Answer;

/**
 * Computes what a run says now, from raw samples alone.
 *
 * <p>What decides, the first that applies: a run that did not reach its end is BROKEN; a quick run
 * is INCONCLUSIVE, whatever it saw; a changed script, local file, requirement or kind of host makes
 * it STALE; a changed claim or task text makes it SUSPECT; a failed check makes it FAILED, and
 * nothing accepts that; a refuted claim without an accepted finding makes it FAILED; an undecided
 * claim makes it INCONCLUSIVE; where nothing was answered it is NOT_APPLICABLE if something was
 * reported as such, else INCONCLUSIVE. Only the rest is VERIFIED.
 */
public final class Judge {
  private Judge() {}

  /**
   * The verdict with the findings as declared when the script ran.
   *
   * @param now what the run's inputs are now; empty if that is unknown (the script is gone), which
   *     makes the run STALE
   */
  public static RunVerdict judge(RunRecord record, Optional<Inputs> now) {
    return judge(record, now, record.claims(), record.findings(), Optional.empty());
  }

  /** What the run would say if it counted: freshness aside, and quick or not. */
  public static RunVerdict firstLook(RunRecord record) {
    List<MetricSummary> summaries = Summaries.all(record);
    ClaimJudge judge = new ClaimJudge(record, record.findings(), summaries);
    List<ClaimVerdict> claims = record.claims().stream().map(judge::judge).toList();
    Ruling ruling =
        record.exit().kind() == Exit.Kind.COMPLETED
            ? result(record, claims)
            : new Ruling(Status.BROKEN, record.exit().detail());
    return new RunVerdict(ruling.status, ruling.reason, List.of(), claims, summaries);
  }

  /** The verdict as it was when the script ran, freshness aside. */
  public static RunVerdict asOfRun(RunRecord record) {
    return judge(record, Optional.of(record.inputs()));
  }

  /**
   * The verdict by what is declared now: a refutation may be accepted after the run, and so may an
   * edit of the claims or of the task's text; the claims of now then decide. Neither needs a new
   * run.
   */
  static RunVerdict judge(RunRecord record, Optional<Inputs> now, CurrentExperiment current) {
    Optional<Acceptance> accepted =
        now.flatMap(n -> current.accepted().stream().filter(a -> a.covers(record, n)).findFirst());
    List<Claim> claims = accepted.isPresent() ? current.claims() : record.claims();
    return judge(record, now, claims, current.findings(), accepted);
  }

  private static RunVerdict judge(
      RunRecord record,
      Optional<Inputs> now,
      List<Claim> declared,
      List<KnownFailure> findings,
      Optional<Acceptance> accepted) {
    List<MetricSummary> summaries = Summaries.all(record);
    ClaimJudge judge = new ClaimJudge(record, findings, summaries);
    List<ClaimVerdict> claims = declared.stream().map(judge::judge).toList();
    Optional<Freshness.Changes> changes =
        now.map(n -> Freshness.between(record.inputs(), n))
            .map(c -> accepted.isPresent() ? new Freshness.Changes(c.stale(), List.of()) : c);
    List<String> changed =
        changes.map(Freshness.Changes::all).orElse(List.of("what it ran from is gone"));
    Ruling ruling = rule(record, changes, claims);
    String edited =
        accepted.map(a -> "; an edit after the run is accepted: " + a.reason()).orElse("");
    return new RunVerdict(ruling.status, ruling.reason + edited, changed, claims, summaries);
  }

  private record Ruling(Status status, String reason) {}

  private static Ruling rule(
      RunRecord record, Optional<Freshness.Changes> changes, List<ClaimVerdict> claims) {
    if (record.exit().kind() != Exit.Kind.COMPLETED) {
      return new Ruling(Status.BROKEN, record.exit().detail());
    }
    if (record.quick()) {
      return new Ruling(Status.INCONCLUSIVE, "a quick run, which counts for nothing");
    }
    if (changes.isEmpty()) {
      return new Ruling(Status.STALE, "what it ran from is gone");
    }
    if (!changes.get().stale().isEmpty()) {
      String what = Freshness.listed(changes.get().stale());
      return new Ruling(Status.STALE, "changed since the run: " + what);
    }
    if (!changes.get().suspect().isEmpty()) {
      String what = Freshness.listed(changes.get().suspect());
      return new Ruling(Status.SUSPECT, "edited after the run: " + what);
    }
    return result(record, claims);
  }

  private static Ruling result(RunRecord record, List<ClaimVerdict> claims) {
    List<Check> failed = record.checks().stream().filter(check -> !check.ok()).toList();
    if (!failed.isEmpty()) {
      Check first = failed.getFirst();
      String more = failed.size() == 1 ? "" : " (and " + (failed.size() - 1) + " more)";
      String text = "the check " + first.id() + " failed: " + first.detail() + more;
      return new Ruling(Status.FAILED, text);
    }
    for (ClaimVerdict claim : claims) {
      if (claim.answer() == Answer.FAIL && claim.finding() == null) {
        return new Ruling(Status.FAILED, claim.claim().id() + " is refuted: " + claim.reason());
      }
    }
    for (ClaimVerdict claim : claims) {
      if (claim.answer() == Answer.INCONCLUSIVE) {
        String text = claim.claim().id() + " is undecided: " + claim.reason();
        return new Ruling(Status.INCONCLUSIVE, text);
      }
    }
    Tally tally = Tally.of(record, claims);
    if (tally.checks() == 0 && tally.held() == 0 && tally.known() == 0) {
      return nothing(record, claims);
    }
    return new Ruling(Status.VERIFIED, verified(tally, claims));
  }

  private static Ruling nothing(RunRecord record, List<ClaimVerdict> claims) {
    if (!record.notApplicable().isEmpty()) {
      NotApplicable first = record.notApplicable().getFirst();
      return new Ruling(Status.NOT_APPLICABLE, "not applicable here: " + first.why());
    }
    if (!claims.isEmpty()) {
      String why = claims.getFirst().reason();
      return new Ruling(Status.NOT_APPLICABLE, "no claim is applicable here: " + why);
    }
    return new Ruling(Status.INCONCLUSIVE, "it made no check and answered no claim");
  }

  private static String verified(Tally tally, List<ClaimVerdict> claims) {
    List<String> parts = new ArrayList<>();
    parts.add(tally.text());
    for (ClaimVerdict claim : claims) {
      if (claim.answer() == Answer.PASS && claim.finding() != null) {
        parts.add(claim.claim().id() + " holds, although a finding says that it does not");
      }
    }
    return String.join("; ", parts);
  }
}
