package ledger.app.runs;

/** How far a verification is. */
public enum RunPhase {
  /** Another one of this process comes first. */
  QUEUED,
  /** Another process verifies in this workspace. */
  WAITING,
  RUNNING,
  /** It has a result, whatever that says. */
  COMPLETED,
  /** It ended without a result. */
  FAILED,
  CANCELLED;

  public boolean ended() {
    return compareTo(COMPLETED) >= 0;
  }
}
