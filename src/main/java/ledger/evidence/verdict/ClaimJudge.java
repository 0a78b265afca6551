package ledger.evidence.verdict;

import java.util.List;
import java.util.Optional;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.claim.Range;
import ledger.evidence.compare.Disturbance;
import ledger.evidence.compare.Statistics;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimVerdict.Answer;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Compares claims with samples.
 *
 * <p>A claim speaks of every series that its {@code where} and {@code arm} leave: it passes if all
 * of them pass, and fails if one fails. Samples of different parameters are never thrown together.
 */
final class ClaimJudge {
  /** What one series says. */
  private record Ruling(Answer answer, String reason, @Nullable MetricSummary summary) {}

  private static final long FAR_TOO_MANY = 100_000;

  private final RunRecord record;
  private final List<KnownFailure> findings;
  private final List<MetricSummary> summaries;

  /**
   * @param summaries of all the record's series
   */
  ClaimJudge(RunRecord record, List<KnownFailure> findings, List<MetricSummary> summaries) {
    this.record = record;
    this.findings = findings;
    this.summaries = summaries;
  }

  ClaimVerdict judge(Claim claim) {
    Ruling ruling = rule(claim);
    KnownFailure finding = covering(claim).orElse(null);
    String reason = ruling.reason;
    if (finding != null && ruling.answer == Answer.FAIL) {
      reason = "refuted (known): " + reason + "; " + finding.reason();
    } else if (finding != null && ruling.answer == Answer.PASS) {
      reason += "; a finding says that it does not hold here: " + finding.reason();
    }
    return new ClaimVerdict(claim, ruling.answer, ruling.summary, finding, reason);
  }

  private Optional<KnownFailure> covering(Claim claim) {
    return findings.stream()
        .filter(finding -> finding.claim().equals(claim.id()))
        .filter(
            finding ->
                Conditions.compare(finding.when(), record.host()).match() == Conditions.Match.HOLDS)
        .findFirst();
  }

  private Ruling rule(Claim claim) {
    Conditions.Answer condition = Conditions.compare(claim.when(), record.host());
    if (condition.match() == Conditions.Match.DOES_NOT) {
      return new Ruling(Answer.NOT_APPLICABLE, condition.reason(), null);
    }
    Optional<NotApplicable> said = saidOf(claim.id());
    if (said.isPresent()) {
      return notApplicable(said.get());
    }
    if (condition.match() == Conditions.Match.UNKNOWN) {
      return new Ruling(Answer.INCONCLUSIVE, condition.reason(), null);
    }
    List<MetricSummary> series = summaries.stream().filter(claim::speaksOf).toList();
    if (series.isEmpty()) {
      return saidOf(claim.metric())
          .map(ClaimJudge::notApplicable)
          .orElseGet(() -> new Ruling(Answer.INCONCLUSIVE, "no sample of " + claim.metric(), null));
    }
    List<Ruling> rulings = series.stream().map(summary -> compare(claim, summary)).toList();
    for (Answer answer : List.of(Answer.FAIL, Answer.INCONCLUSIVE)) {
      for (Ruling ruling : rulings) {
        if (ruling.answer == answer) {
          return rulings.size() == 1 ? ruling : at(ruling);
        }
      }
    }
    Ruling first = rulings.getFirst();
    return rulings.size() == 1
        ? first
        : new Ruling(Answer.PASS, "holds in all " + rulings.size() + " series", first.summary);
  }

  /** Says which of several series decided. */
  private static Ruling at(Ruling ruling) {
    MetricSummary summary = ruling.summary;
    if (summary == null) {
      return ruling;
    }
    StringBuilder where = new StringBuilder();
    summary.parameters().forEach((name, value) -> where.append(name + " = " + value + ", "));
    if (summary.arm() != null) {
      where.append("arm ").append(summary.arm()).append(", ");
    }
    String place = where.isEmpty() ? "" : where.substring(0, where.length() - 2) + ": ";
    return new Ruling(ruling.answer, place + ruling.reason, summary);
  }

  private Optional<NotApplicable> saidOf(String id) {
    return record.notApplicable().stream().filter(n -> n.what().equals(id)).findFirst();
  }

  private static Ruling notApplicable(NotApplicable said) {
    String how = said.detected().isEmpty() ? "" : " (" + said.detected() + ")";
    return new Ruling(Answer.NOT_APPLICABLE, said.why() + how, null);
  }

  private Ruling compare(Claim claim, MetricSummary summary) {
    Range range = Range.of(claim.bound());
    if (!summary.values().stream().allMatch(Double::isFinite)) {
      return new Ruling(Answer.INCONCLUSIVE, "a sample is no finite number", summary);
    }
    if (claim.exact() || summary.metric().exact()) {
      return everySample(range, summary);
    }
    Ruling calm = interval(range, summary);
    Disturbance disturbance = Disturbance.of(record, summary);
    if (calm.answer == Answer.INCONCLUSIVE || !disturbance.matters()) {
      return calm;
    }
    Statistics.Interval wide = disturbance.widened(summary.low(), summary.high());
    boolean decided =
        calm.answer == Answer.PASS
            ? range.contains(wide.low()) && range.contains(wide.high())
            : wide.high() < range.low() || wide.low() > range.high();
    return decided
        ? calm
        : new Ruling(
            Answer.INCONCLUSIVE,
            calm.reason + "; noise: " + disturbance + ", run it again on a quiet host",
            summary);
  }

  private static Ruling everySample(Range range, MetricSummary summary) {
    for (double value : summary.values()) {
      if (!range.contains(value)) {
        String reason = "a sample is " + Numbers.exact(value) + ", claimed is " + range;
        return new Ruling(Answer.FAIL, reason, summary);
      }
    }
    String reason = "every sample (" + summary.count() + ") is " + range;
    return new Ruling(Answer.PASS, reason, summary);
  }

  private static Ruling interval(Range range, MetricSummary s) {
    if (Double.isNaN(s.low()) || Double.isNaN(s.high())) {
      int missing = Math.max(1, Statistics.FEWEST - s.count());
      return new Ruling(
          Answer.INCONCLUSIVE,
          s.count() + " samples are too few for an interval, " + missing + " more would do",
          s);
    }
    String seen =
        Numbers.brief(s.median())
            + " ("
            + Numbers.brief(s.low())
            + "–"
            + Numbers.brief(s.high())
            + "), claimed is "
            + range;
    if (range.contains(s.low()) && range.contains(s.high())) {
      return new Ruling(Answer.PASS, seen, s);
    }
    if (s.high() < range.low() || s.low() > range.high()) {
      return new Ruling(Answer.FAIL, seen, s);
    }
    return new Ruling(Answer.INCONCLUSIVE, seen + "; " + more(range, s), s);
  }

  /**
   * How many more samples would move the bound out of the interval, if the median stayed: the
   * interval's width falls with the square root of their number.
   */
  private static String more(Range range, MetricSummary s) {
    double factor = 0;
    for (double bound : new double[] {range.low(), range.high()}) {
      if (bound >= s.low() && bound <= s.high()) {
        double width = bound < s.median() ? s.median() - s.low() : s.high() - s.median();
        factor = Math.max(factor, width / Math.abs(s.median() - bound));
      }
    }
    double needed = s.count() * factor * factor - s.count();
    if (!(needed < FAR_TOO_MANY)) {
      return "the median is too near to the bound for more samples to help";
    }
    return "about " + Math.max(1, (long) Math.ceil(needed)) + " more samples would help";
  }
}
