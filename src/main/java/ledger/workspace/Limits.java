package ledger.workspace;

/**
 * What an experiment may use.
 *
 * @param memory that its processes may use together
 * @param output bytes of its log, and as many of its events; zero for no limit
 */
public record Limits(Amount memory, long output) {
  /** The default: leaves the host enough memory to write a record. */
  public static final Limits DEFAULT = new Limits(new Amount(0.9, 0), 16L << 20);
}
