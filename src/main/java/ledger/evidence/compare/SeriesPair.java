package ledger.evidence.compare;

import java.util.List;
import java.util.TreeSet;
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.Metric;
import ledger.evidence.record.SeriesKey;

/**
 * A series with its samples on both sides, those of all runs together, and the median of each run
 * that has it.
 */
record SeriesPair(
    SeriesKey key,
    Metric metric,
    List<Double> first,
    List<Double> second,
    List<Double> mediansOfFirst,
    List<Double> mediansOfSecond) {
  private static final double FALSE_DISCOVERIES = 0.01;
  private static final int FEWEST_SAMPLES = 5;

  /**
   * If no run of a side differs: a value that is one of two by chance separates like this in 2 of
   * 2⁸ cases.
   */
  private static final int FEWEST_EXACT_RUNS = 4;

  /** Noise beyond this share of the value is no figure to read: equal runs are factors apart. */
  private static final double FAR_APART = 1;

  /** What was found. */
  private record Finding(Difference answer, boolean sure, ComparisonReason reason) {
    static Finding same(ComparisonReason reason) {
      return new Finding(Difference.SAME, false, reason);
    }

    static Finding open(ComparisonReason reason) {
      return new Finding(Difference.NOT_TOLD_APART, false, reason);
    }
  }

  /** For a metric without noise: value by value. */
  ComparedSeries exact() {
    double no = Double.NaN;
    return compared(new Shift(false, no, Interval.NONE, no), no, no, no, 0, foundExact());
  }

  private Finding foundExact() {
    double before = Statistics.median(first);
    double after = Statistics.median(second);
    if (new TreeSet<>(first).equals(new TreeSet<>(second))) {
      return Finding.same(ComparisonReason.Plain.SAME_VALUES);
    }
    if (differ(mediansOfFirst) || differ(mediansOfSecond)) {
      return Finding.open(ComparisonReason.Plain.EQUAL_RUNS_DIFFER);
    }
    if (before == after) {
      return Finding.open(ComparisonReason.Plain.SAME_MEDIAN);
    }
    return changed(after - before, runs() >= FEWEST_EXACT_RUNS, ComparisonReason.Plain.IN_EACH_RUN);
  }

  private static boolean differ(List<Double> medians) {
    return medians.stream().distinct().count() > 1;
  }

  /**
   * For a metric with noise.
   *
   * @param between what was measured of both runs' samples and medians
   * @param p of the samples, corrected for all series
   * @param pRuns of the runs' medians, likewise
   */
  ComparedSeries noisy(MeasuredShift between, double p, double pRuns) {
    Shift shift = between.shift();
    double unit = shift.relative() ? 1 : Math.abs(Statistics.median(first));
    double assumed = RunNoise.ASSUMED * unit;
    boolean measured = between.noise().measured();
    double noise = measured ? between.band() : assumed;
    int fewest = between.noise().variance() == 0 ? FEWEST_EXACT_RUNS : RunNoise.FEWEST_RUNS;
    boolean sure = runs() >= fewest && pRuns < FALSE_DISCOVERIES;
    Finding found = foundNoisy(shift, noise, Math.min(noise, assumed), p < FALSE_DISCOVERIES, sure);
    return compared(shift, p, pRuns, noise, measured ? between.noise().freedom() : 0, found);
  }

  /**
   * @param alike the bound within which the series counts as the same
   * @param clear whether the samples differ
   * @param sure whether the runs do
   */
  private Finding foundNoisy(Shift shift, double noise, double alike, boolean clear, boolean sure) {
    if (Math.min(first.size(), second.size()) < FEWEST_SAMPLES) {
      return Finding.open(new ComparisonReason.FewerSamples(FEWEST_SAMPLES));
    }
    if (clear && shift.interval().isApartFrom(new Interval(-noise, noise))) {
      return changed(shift.estimate(), sure, ComparisonReason.Plain.BEYOND_NOISE);
    }
    if (new Interval(-alike, alike).contains(shift.interval())) {
      return Finding.same(ComparisonReason.Plain.WITHIN_NOISE);
    }
    if (shift.relative() && noise > FAR_APART) {
      return Finding.open(ComparisonReason.Plain.RUNS_FAR_APART);
    }
    return Finding.open(
        clear
            ? ComparisonReason.Plain.SMALLER_THAN_NOISE
            : ComparisonReason.Plain.OVERLAPPING_SAMPLES);
  }

  private Finding changed(double shift, boolean sure, ComparisonReason reason) {
    return new Finding(
        direction(shift), sure, sure ? reason : new ComparisonReason.SeenInRuns(runs()));
  }

  private Difference direction(double shift) {
    return switch (metric.better()) {
      case "higher" -> shift > 0 ? Difference.BETTER : Difference.WORSE;
      case "lower" -> shift < 0 ? Difference.BETTER : Difference.WORSE;
      default -> Difference.DIFFERENT;
    };
  }

  /** How many runs have the series, on the side with fewer. */
  private int runs() {
    return Math.min(mediansOfFirst.size(), mediansOfSecond.size());
  }

  private ComparedSeries compared(
      Shift shift, double p, double pRuns, double noise, int freedom, Finding found) {
    return new ComparedSeries(
        metric,
        key.parameters(),
        key.arm(),
        Statistics.median(first),
        Statistics.median(second),
        mediansOfFirst,
        mediansOfSecond,
        shift.relative(),
        shift.estimate(),
        shift.interval(),
        p,
        pRuns,
        noise,
        freedom,
        found.answer,
        found.sure,
        found.reason);
  }
}
