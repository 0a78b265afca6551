package ledger.evidence.compare;

/**
 * What is known about a series with noise before all series of an experiment are considered
 * together.
 *
 * @param noise of the runs' medians
 * @param band the bound that the shift of equal sides stays within, in the shift's unit; NaN if
 *     nothing was measured
 * @param pRuns probability of such medians of runs if both sides were equal
 */
record MeasuredShift(Shift shift, RunNoise noise, double band, double pRuns) {}
