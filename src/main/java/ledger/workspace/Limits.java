package ledger.workspace;

/**
 * What an experiment may take.
 *
 * @param memory that its processes may hold together
 * @param output bytes of its log, and as many of its events; zero for any
 */
public record Limits(Amount memory, long output) {
  /** Leaves the host enough memory to write a record. */
  public static final Limits DEFAULT = new Limits(new Amount(0.9, 0), 16L << 20);
}
