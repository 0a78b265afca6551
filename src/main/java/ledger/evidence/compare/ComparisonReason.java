package ledger.evidence.compare;

/** Why a comparison gives its answer. */
public sealed interface ComparisonReason {
  /** A side has fewer samples than this. */
  record FewerSamples(int than) implements ComparisonReason {}

  /** Changed, but in too few runs a side to rely on. */
  record SeenInRuns(int runs) implements ComparisonReason {}

  /** Reasons without numbers of their own. */
  enum Plain implements ComparisonReason {
    /** Changed by more than the difference between equal runs. */
    BEYOND_NOISE,
    /** The same: the whole interval of the shift is within the difference between equal runs. */
    WITHIN_NOISE,
    /** The samples differ clearly, but by less than equal runs. */
    SMALLER_THAN_NOISE,
    OVERLAPPING_SAMPLES,
    /** Equal runs of a side are factors apart, so that no shift says anything. */
    RUNS_FAR_APART,
    /** Exact, and all values the same. */
    SAME_VALUES,
    /** Called exact, but equal runs of a side do not agree. */
    EQUAL_RUNS_DIFFER,
    SAME_MEDIAN,
    /** Exact, and changed in each of enough runs. */
    IN_EACH_RUN
  }
}
