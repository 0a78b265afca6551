package ledger.evidence.record;

/**
 * How a run ended.
 *
 * @param kind completed (status 0 and an {@code end} event), failed, signalled, timed-out,
 *     cancelled, not-started, input-changed
 * @param status the exit status, or the signal's number
 * @param detail one sentence for a reader
 */
public record Exit(Kind kind, int status, String detail) {
  /** The ways in which a process can end. */
  public enum Kind {
    COMPLETED,
    FAILED,
    SIGNALLED,
    TIMED_OUT,
    CANCELLED,
    NOT_STARTED,
    /** It ran to its end, but an input was changed meanwhile. */
    INPUT_CHANGED
  }
}
