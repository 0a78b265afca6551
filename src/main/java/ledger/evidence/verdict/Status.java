package ledger.evidence.verdict;

/** What the evidence says. Only {@link #VERIFIED} counts as verified. */
public enum Status {
  /**
   * At least one claim was asked, each of those holds, every check passed, and nothing that the run
   * depended on has changed.
   */
  VERIFIED,
  /** The same, except that a claim is refuted, and each that is refuted is a known failure. */
  KNOWN_FAILURES,
  /** A claim is refuted, or a check failed. */
  FAILED,
  /** The samples do not decide, or the host was too noisy. */
  INCONCLUSIVE,
  /** The experiment did not reach its end. */
  BROKEN,
  /** Something that the result depends on has changed since. */
  STALE,
  /** The task's text or a claim was edited after the run. */
  SUSPECT,
  /** Nothing could be decided on this host. */
  NOT_APPLICABLE,
  /** No evidence. */
  NONE,
  /** Accepted without evidence, with a reason. */
  WAIVED;

  /** Whether it lets a task be done without a waiver. */
  public boolean suffices() {
    return this == VERIFIED || this == KNOWN_FAILURES;
  }
}
