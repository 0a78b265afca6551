package ledger.evidence.words;

import ledger.evidence.verdict.Status;

/** One sign for a verdict, for readers who see it beside its word, or know it. */
public final class StatusSign {
  private StatusSign() {}

  public static String of(Status status) {
    return switch (status) {
      case VERIFIED -> "✓";
      case KNOWN_FAILURES, FAILED -> "✗";
      case INCONCLUSIVE -> "≈";
      case BROKEN -> "!";
      case STALE -> "↻";
      case SUSPECT -> "?";
      case NOT_APPLICABLE -> "–";
      case NONE -> "○";
      case WAIVED -> "~";
    };
  }
}
