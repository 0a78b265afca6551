package ledger.evidence.verdict;

import java.util.ArrayList;
import java.util.List;
import ledger.evidence.record.Check;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimVerdict.Answer;

/**
 * How a run's checks and claims came out.
 *
 * @param checks how many were made
 * @param passed how many of them passed
 * @param held claims that hold
 * @param known refuted claims that an accepted finding covers
 * @param refuted other refuted claims
 * @param undecided claims that the samples leave open
 * @param notApplicable claims that do not apply on that host
 */
record Tally(
    int checks, int passed, int held, int known, int refuted, int undecided, int notApplicable) {
  static Tally of(RunRecord record, List<ClaimVerdict> claims) {
    int known =
        (int)
            claims.stream()
                .filter(claim -> claim.answer() == Answer.FAIL && claim.finding() != null)
                .count();
    return new Tally(
        record.checks().size(),
        (int) record.checks().stream().filter(Check::ok).count(),
        count(claims, Answer.PASS),
        known,
        count(claims, Answer.FAIL) - known,
        count(claims, Answer.INCONCLUSIVE),
        count(claims, Answer.NOT_APPLICABLE));
  }

  private static int count(List<ClaimVerdict> claims, Answer answer) {
    return (int) claims.stream().filter(claim -> claim.answer() == answer).count();
  }

  /** {@code 21/21 checks, 3/4 claims (1 refuted, known)}. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append(passed).append('/').append(checks).append(" checks");
    int asked = held + known + refuted + undecided;
    if (asked + notApplicable == 0) {
      return out.toString();
    }
    out.append(", ").append(held).append('/').append(asked).append(" claims");
    List<String> notes = new ArrayList<>();
    note(notes, refuted, "refuted");
    note(notes, known, "refuted (known)");
    note(notes, undecided, "undecided");
    note(notes, notApplicable, "not applicable");
    return notes.isEmpty() ? out.toString() : out + ", " + String.join(", ", notes);
  }

  private static void note(List<String> notes, int count, String what) {
    if (count > 0) {
      notes.add(count + " " + what);
    }
  }
}
