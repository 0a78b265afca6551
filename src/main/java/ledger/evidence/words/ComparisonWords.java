package ledger.evidence.words;

import ledger.evidence.compare.ComparisonReason;
import ledger.evidence.verdict.ClaimAnswer;

/** Words why a comparison finds what it finds. */
public final class ComparisonWords {
  private ComparisonWords() {}

  /** A claim's answer as one word. */
  public static String of(ClaimAnswer answer) {
    return switch (answer) {
      case PASS -> "holds";
      case FAIL -> "refuted";
      case INCONCLUSIVE -> "undecided";
      case NOT_APPLICABLE -> "not applicable";
    };
  }

  /** One sentence for a reader, without a capital letter and a full stop. */
  public static String of(ComparisonReason reason) {
    return switch (reason) {
      case ComparisonReason.FewerSamples fewer ->
          "fewer than " + fewer.than() + " samples on a side";
      case ComparisonReason.SeenInRuns seen ->
          seen.runs() == 1
              ? "seen in one run a side; more would confirm it"
              : "seen in " + seen.runs() + " runs a side; more would confirm it";
      case ComparisonReason.Plain plain ->
          switch (plain) {
            case BEYOND_NOISE -> "more than the difference between equal runs";
            case WITHIN_NOISE -> "within the noise";
            case SMALLER_THAN_NOISE -> "smaller than the noise";
            case OVERLAPPING_SAMPLES -> "the samples overlap too much";
            case RUNS_FAR_APART -> "equal runs of a side are too far apart to tell";
            case SAME_VALUES -> "the same values";
            case EQUAL_RUNS_DIFFER -> "equal runs differ";
            case SAME_MEDIAN -> "different values with the same median";
            case IN_EACH_RUN -> "the same in every run";
          };
    };
  }
}
