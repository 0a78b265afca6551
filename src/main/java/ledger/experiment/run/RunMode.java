package ledger.experiment.run;

/** Which experiments a verification runs. */
public enum RunMode {
  /** Those without fresh evidence. */
  NEEDED,
  /** Those whose last run is stale or suspect, and no others. */
  STALE,
  /** All of them, whatever is known. */
  FORCED,
  /** All of them, to confirm what one run has shown. */
  CONFIRMING,
  /** All of them, for a first look with smaller sizes that counts for nothing. */
  QUICK
}
