package ledger.evidence.compare;

/**
 * What is known of a series with noise before all series of an experiment are looked at together.
 *
 * @param noise of the runs' medians
 * @param band what the shift of equal sides stays within, like the shift; NaN if nothing was
 *     measured
 * @param pRuns probability of such medians of runs if both sides were alike
 */
record MeasuredShift(Shift shift, RunNoise noise, double band, double pRuns) {}
