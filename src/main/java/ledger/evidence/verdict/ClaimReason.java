package ledger.evidence.verdict;

import java.util.List;
import java.util.OptionalLong;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.compare.Disturbance;

/** Why a claim has its answer. The answer follows from the reason. */
public sealed interface ClaimReason {
  /** What the claim says about its metric, and what was measured. */
  record AgainstBound(Bound bound, double median, Interval interval) {
    public static AgainstBound of(Bound bound, MetricSummary summary) {
      return new AgainstBound(bound, summary.median(), summary.interval());
    }
  }

  /** The whole interval is inside the bound. */
  record Within(AgainstBound seen) implements ClaimReason {}

  /** The whole interval is outside the bound. */
  record Outside(AgainstBound seen) implements ClaimReason {}

  /**
   * The interval contains an end of the bound.
   *
   * @param moreSamples how many would move it out if the median stayed the same; empty if the
   *     median is too close for more samples to help
   */
  record Undecided(AgainstBound seen, OptionalLong moreSamples) implements ClaimReason {}

  /** It would be decided, except that other processes or heat may have disturbed the samples. */
  record Disturbed(AgainstBound seen, Disturbance disturbance) implements ClaimReason {}

  /** Exact: all samples comply. */
  record EverySample(Bound bound, int count) implements ClaimReason {}

  /** Exact: a sample does not comply. */
  record OneSample(Bound bound, double value) implements ClaimReason {}

  /**
   * Too few samples for an interval.
   *
   * @param missing how many more are enough for one
   */
  record TooFewSamples(int count, int missing) implements ClaimReason {}

  /** The units of its bound and of its metric have nothing in common. */
  record OtherUnit(String bound, String metric) implements ClaimReason {}

  /** A sample is not a finite number. */
  record NotFinite() implements ClaimReason {}

  /** No sample of the claim's metric. */
  record NotMeasured(String metric) implements ClaimReason {}

  /** The script reported that this host lacks what the claim is about. */
  record HostLacks(NotApplicable reported) implements ClaimReason {}

  /** The claim's condition is not met on this host. */
  record ConditionFails(List<Unmet> parts) implements ClaimReason {}

  /** It is unknown whether the claim's condition is met on this host. */
  record ConditionUnknown(List<Unmet> parts) implements ClaimReason {}

  /** One of several series decides. */
  record InSeries(MetricSummary series, ClaimReason reason) implements ClaimReason {}

  /** Holds in each of several series. */
  record InAllSeries(int count) implements ClaimReason {}

  default ClaimAnswer answer() {
    return switch (this) {
      case Within yes -> ClaimAnswer.PASS;
      case EverySample yes -> ClaimAnswer.PASS;
      case InAllSeries yes -> ClaimAnswer.PASS;
      case Outside no -> ClaimAnswer.FAIL;
      case OneSample no -> ClaimAnswer.FAIL;
      case Undecided open -> ClaimAnswer.INCONCLUSIVE;
      case Disturbed open -> ClaimAnswer.INCONCLUSIVE;
      case TooFewSamples open -> ClaimAnswer.INCONCLUSIVE;
      case OtherUnit open -> ClaimAnswer.INCONCLUSIVE;
      case NotFinite open -> ClaimAnswer.INCONCLUSIVE;
      case NotMeasured open -> ClaimAnswer.INCONCLUSIVE;
      case ConditionUnknown open -> ClaimAnswer.INCONCLUSIVE;
      case HostLacks absent -> ClaimAnswer.NOT_APPLICABLE;
      case ConditionFails absent -> ClaimAnswer.NOT_APPLICABLE;
      case InSeries one -> one.reason.answer();
    };
  }
}
