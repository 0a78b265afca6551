package ledger.site.page;

import java.util.Locale;
import ledger.evidence.compare.ComparedSeries;
import ledger.evidence.compare.Difference;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.Status;
import ledger.evidence.words.StatusSign;

/**
 * A verdict as a word with a sign and a colour.
 *
 * @param kind the class that colours it
 * @param sign for readers who see it; screen readers skip it
 */
public record Badge(String kind, String sign, String word) {
  /** How the badge of what no host could measure yet begins. */
  public static final String WAITS = "Waits for";

  public static Badge of(Status status) {
    String sign = StatusSign.of(status);
    return switch (status) {
      case VERIFIED -> new Badge("good", sign, "Verified");
      case KNOWN_FAILURES -> new Badge("waived", sign, "Known failures");
      case FAILED -> new Badge("bad", sign, "Failed");
      case INCONCLUSIVE -> new Badge("unsure", sign, "Inconclusive");
      case BROKEN -> new Badge("bad", sign, "Broken");
      case STALE -> new Badge("unsure", sign, "Stale");
      case SUSPECT -> new Badge("unsure", sign, "Suspect");
      case NOT_APPLICABLE -> new Badge("none", sign, "Not applicable");
      case NONE -> new Badge("none", sign, "No evidence");
      case WAIVED -> new Badge("waived", sign, "Waived");
    };
  }

  public static Badge of(ClaimVerdict claim) {
    return switch (claim.answer()) {
      case PASS -> new Badge("good", "✓", "Holds");
      case FAIL ->
          claim.isKnownFailure()
              ? new Badge("waived", "✗", "Refuted, known")
              : new Badge("bad", "✗", "Refuted");
      case INCONCLUSIVE -> new Badge("unsure", "≈", "Inconclusive");
      case NOT_APPLICABLE -> new Badge("none", "–", "Not applicable");
    };
  }

  /** A change that is not confirmed by several runs has a question mark. */
  public static Badge of(ComparedSeries row) {
    if (row.unconfirmed()) {
      return new Badge("unsure", "?", word(row.answer()) + "?");
    }
    return switch (row.answer()) {
      case BETTER -> new Badge("good", "✓", word(row.answer()));
      case WORSE -> new Badge("bad", "✗", word(row.answer()));
      case DIFFERENT -> new Badge("unsure", "≠", word(row.answer()));
      case SAME -> new Badge("none", "=", word(row.answer()));
      case NOT_TOLD_APART -> new Badge("none", "≈", word(row.answer()));
    };
  }

  /** What no host could measure yet. */
  public static Badge waits(String host) {
    return new Badge("unsure", "…", WAITS + " " + host);
  }

  private static String word(Difference answer) {
    String name = answer.name().replace('_', ' ');
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /** A meaning for the legend, in one sentence. */
  public static String meaning(Status status) {
    return switch (status) {
      case VERIFIED ->
          "Every claim that was asked holds, at least one was asked, every check passed, and nothing"
              + " that the run depended on has changed.";
      case KNOWN_FAILURES ->
          "A claim is refuted, and each that is was accepted as a known failure. A task may be done"
              + " with it; it does not count as verified.";
      case FAILED -> "A claim is refuted, or a check failed.";
      case INCONCLUSIVE -> "The samples do not settle it, or the host was too noisy.";
      case BROKEN -> "The experiment did not run to its end.";
      case STALE -> "Something that the result depends on has changed since the run.";
      case SUSPECT -> "The task's text or a claim was edited after the run.";
      case NOT_APPLICABLE -> "None of its claims applies to this kind of host.";
      case NONE -> "Nothing has been measured yet.";
      case WAIVED -> "Accepted without evidence, with a reason. It does not count as verified.";
    };
  }

  public static Badge ofCheck(boolean ok) {
    return ok ? new Badge("good", "✓", "Passed") : new Badge("bad", "✗", "Failed");
  }
}
