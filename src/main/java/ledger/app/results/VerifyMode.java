package ledger.app.results;

/** Which experiments a verification runs, and for what purpose. */
public enum VerifyMode {
  /** Those without fresh evidence. */
  NEEDED,
  /** Those that have run before and are stale or suspect. */
  STALE,
  /** All of them, whatever is known. */
  ALL,
  /** All of them with smaller sizes; the results never count. */
  FIRST_LOOK,
  /** All of them several times, to measure how much equal runs differ on this host. */
  CALIBRATE
}
