package ledger.evidence.judge;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.compare.Disturbance;
import ledger.evidence.compare.Statistics;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimAnswer;
import ledger.evidence.verdict.ClaimReason;
import ledger.evidence.verdict.ClaimReason.AgainstBound;
import ledger.evidence.verdict.ClaimVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Compares claims with samples.
 *
 * <p>A claim is about every series that its {@code where} and {@code arm} select: it passes if all
 * of them pass, and fails if one fails. Samples with different parameters are never mixed.
 */
final class ClaimJudge {
  /** What one series says. */
  private record SeriesAnswer(ClaimReason reason, MetricSummary summary) {}

  private static final long FAR_TOO_MANY = 100_000;

  private final RunRecord record;
  private final List<KnownFailure> known;
  private final List<MetricSummary> summaries;

  /**
   * @param summaries of all the record's series
   */
  ClaimJudge(RunRecord record, List<KnownFailure> known, List<MetricSummary> summaries) {
    this.record = record;
    this.known = known;
    this.summaries = summaries;
  }

  ClaimVerdict judge(Claim claim) {
    Conditions conditions = Conditions.of(claim.when(), record.host());
    if (conditions.failing().isPresent()) {
      return verdict(claim, conditions.failing().get(), null);
    }
    List<SeriesAnswer> series =
        summaries.stream()
            .filter(claim::speaksOf)
            .map(summary -> new SeriesAnswer(compare(claim, summary), summary))
            .toList();
    Optional<NotApplicable> reported = reported(claim.id()).or(() -> reported(claim.metric()));
    if (series.isEmpty() && reported.isPresent()) {
      return verdict(claim, new ClaimReason.HostLacks(reported.get()), null);
    }
    if (!conditions.hold()) {
      return verdict(claim, new ClaimReason.ConditionUnknown(conditions.unknown()), null);
    }
    if (series.isEmpty()) {
      return verdict(claim, new ClaimReason.NotMeasured(claim.metric()), null);
    }
    SeriesAnswer deciding = deciding(series);
    return verdict(claim, deciding.reason, deciding.summary);
  }

  private ClaimVerdict verdict(Claim claim, ClaimReason reason, @Nullable MetricSummary summary) {
    return new ClaimVerdict(claim, reason, summary, covering(claim).orElse(null));
  }

  private Optional<KnownFailure> covering(Claim claim) {
    return known.stream()
        .filter(failure -> failure.claim().equals(claim.id()))
        .filter(failure -> Conditions.of(failure.when(), record.host()).hold())
        .findFirst();
  }

  private Optional<NotApplicable> reported(String id) {
    return record.notApplicable().stream().filter(n -> n.what().equals(id)).findFirst();
  }

  /** The worst answer; if there are several series, it says which one gave it. */
  private static SeriesAnswer deciding(List<SeriesAnswer> series) {
    if (series.size() == 1) {
      return series.getFirst();
    }
    for (ClaimAnswer answer : List.of(ClaimAnswer.FAIL, ClaimAnswer.INCONCLUSIVE)) {
      for (SeriesAnswer one : series) {
        if (one.reason.answer() == answer) {
          return new SeriesAnswer(new ClaimReason.InSeries(one.summary, one.reason), one.summary);
        }
      }
    }
    return new SeriesAnswer(new ClaimReason.InAllSeries(series.size()), series.getFirst().summary);
  }

  private ClaimReason compare(Claim claim, MetricSummary summary) {
    if (!summary.values().stream().allMatch(Double::isFinite)) {
      return new ClaimReason.NotFinite();
    }
    Optional<Bound> converted = claim.boundIn(summary.metric().unit());
    if (converted.isEmpty()) {
      return new ClaimReason.OtherUnit(String.valueOf(claim.unit()), summary.metric().unit());
    }
    Bound bound = converted.get();
    if (claim.exact() || summary.metric().exact()) {
      return everySample(bound, summary);
    }
    Interval range = Interval.of(bound);
    ClaimReason calm = interval(bound, range, summary);
    Disturbance disturbance = Disturbance.of(record, summary);
    if (calm.answer() == ClaimAnswer.INCONCLUSIVE || !disturbance.matters()) {
      return calm;
    }
    Interval wide = disturbance.widened(summary.interval());
    boolean decided =
        calm.answer() == ClaimAnswer.PASS ? range.contains(wide) : wide.isApartFrom(range);
    return decided ? calm : new ClaimReason.Disturbed(AgainstBound.of(bound, summary), disturbance);
  }

  private static ClaimReason everySample(Bound bound, MetricSummary summary) {
    Interval range = Interval.of(bound);
    return summary.values().stream()
        .filter(value -> !range.contains(value))
        .findFirst()
        .<ClaimReason>map(value -> new ClaimReason.OneSample(bound, value))
        .orElseGet(() -> new ClaimReason.EverySample(bound, summary.count()));
  }

  private static ClaimReason interval(Bound bound, Interval range, MetricSummary summary) {
    Interval interval = summary.interval();
    if (!interval.exists()) {
      int missing = Math.max(1, Statistics.FEWEST - summary.count());
      return new ClaimReason.TooFewSamples(summary.count(), missing);
    }
    AgainstBound seen = AgainstBound.of(bound, summary);
    if (range.contains(interval)) {
      return new ClaimReason.Within(seen);
    }
    return interval.isApartFrom(range)
        ? new ClaimReason.Outside(seen)
        : new ClaimReason.Undecided(seen, more(range, summary));
  }

  /**
   * How many more samples would move the bound out of the interval if the median stayed the same:
   * the interval's width decreases with the square root of their number.
   */
  private static OptionalLong more(Interval range, MetricSummary summary) {
    Interval interval = summary.interval();
    double median = summary.median();
    double factor = 0;
    for (double end : new double[] {range.low(), range.high()}) {
      if (interval.contains(end)) {
        double width = end < median ? median - interval.low() : interval.high() - median;
        factor = Math.max(factor, width / Math.abs(median - end));
      }
    }
    double needed = summary.count() * factor * factor - summary.count();
    return needed < FAR_TOO_MANY
        ? OptionalLong.of(Math.max(1, (long) Math.ceil(needed)))
        : OptionalLong.empty();
  }
}
