package ledger.evidence.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.SeriesKey;
import org.jspecify.annotations.Nullable;

/**
 * Whether one set of runs of an experiment measured something else than another.
 *
 * <p>Samples of one run resemble each other more than those of two, so that a test of samples finds
 * changes where there are none. Therefore two questions are asked. Do the samples differ (the
 * Mann–Whitney test, and an interval of the shift that lies wholly beyond what equal runs stay
 * within)? And do the runs differ more than equal ones do, by {@link RunNoise} of both sides and of
 * the calibrations of their hosts? Both are corrected for all metrics of the experiment, at a false
 * discovery rate of 1 %. A change that clears the first alone is told as unconfirmed: further runs
 * confirm it or take it back. So is one that fewer than three runs a side show, whatever a
 * calibration says, because a host's speed drifts between then and now.
 *
 * <p>What stays within the noise, and within 10 %, with its whole interval is the same; everything
 * else is not told apart. Exact metrics have no noise: they are compared value by value, say
 * nothing where equal runs of a side differ, and confirm a change by four runs a side.
 */
public final class Comparison {
  private static final double FALSE_DISCOVERIES = 0.01;
  private static final int FEWEST_SAMPLES = 5;
  private static final int FEWEST_RUNS = 3;

  /** Where no run of a side differs: a value that is one of two by chance splits so in 2 of 2⁸. */
  private static final int FEWEST_EXACT_RUNS = 4;

  /** The possible answers. */
  public enum Answer {
    BETTER,
    WORSE,
    /** Changed, in a metric for which neither direction is better. */
    DIFFERENT,
    SAME,
    NOT_TOLD_APART
  }

  /**
   * One series in both.
   *
   * @param first median of the first, in the metric's unit
   * @param second median of the second
   * @param relative whether the shift is a fraction
   * @param shift the second less the first; NaN for exact metrics
   * @param low lower end of its 95 % interval, NaN where there is none
   * @param high upper end
   * @param p corrected probability of such samples if both sides were alike; NaN for exact metrics
   * @param pRuns corrected probability of such medians of runs if both sides were alike; NaN for
   *     exact metrics and where the noise is assumed
   * @param noise what the shift of equal sides stays within, like the shift; NaN for exact metrics
   * @param freedom degrees of freedom of the noise; 0 where it is assumed
   * @param confirmed whether the change is more than equal runs differ by
   * @param reason one sentence for a reader
   */
  public record Row(
      Metric metric,
      SortedMap<String, String> parameters,
      @Nullable String arm,
      double first,
      double second,
      boolean relative,
      double shift,
      double low,
      double high,
      double p,
      double pRuns,
      double noise,
      int freedom,
      Answer answer,
      boolean confirmed,
      String reason) {
    /** Whether the answer is that of a change. */
    public boolean changed() {
      return answer != Answer.SAME && answer != Answer.NOT_TOLD_APART;
    }

    /** A change that further runs might not show. */
    public boolean unconfirmed() {
      return changed() && !confirmed;
    }
  }

  /** A series with its samples on both sides. */
  private record Pair(SeriesKey key, Metric metric, List<Double> first, List<Double> second) {}

  /** What is known of a series with noise before all of them are held together. */
  private record Noisy(Shift shift, RunNoise noise, double band, double pRuns) {}

  private final List<RunRecord> first;
  private final List<RunRecord> second;
  private final List<Calibration> calibrations;
  private final List<SequencedMap<SeriesKey, MetricSummary>> ofFirst;
  private final List<SequencedMap<SeriesKey, MetricSummary>> ofSecond;
  private final Map<SeriesKey, List<Double>> mediansOfFirst;
  private final Map<SeriesKey, List<Double>> mediansOfSecond;

  private Comparison(
      List<RunRecord> first, List<RunRecord> second, List<Calibration> calibrations) {
    this.first = first;
    this.second = second;
    this.calibrations = calibrations;
    this.ofFirst = first.stream().map(Summaries::bySeries).toList();
    this.ofSecond = second.stream().map(Summaries::bySeries).toList();
    this.mediansOfFirst = Summaries.medians(ofFirst);
    this.mediansOfSecond = Summaries.medians(ofSecond);
  }

  /**
   * Compares every series that both have.
   *
   * @param first equal runs, at least one
   * @param second equal runs, at least one
   * @param calibrations the task's, of any host
   */
  public static List<Row> of(
      List<RunRecord> first, List<RunRecord> second, List<Calibration> calibrations) {
    return new Comparison(first, second, calibrations).rows();
  }

  private List<Row> rows() {
    Map<SeriesKey, List<Double>> before = Summaries.pooled(ofFirst);
    Map<SeriesKey, List<Double>> after = Summaries.pooled(ofSecond);
    List<Pair> pairs = new ArrayList<>();
    ofSecond
        .getFirst()
        .forEach(
            (key, summary) -> {
              if (before.containsKey(key) && after.containsKey(key)) {
                pairs.add(new Pair(key, summary.metric(), before.get(key), after.get(key)));
              }
            });
    List<Noisy> noisy =
        pairs.stream().filter(pair -> !pair.metric.exact()).map(this::measured).toList();
    double[] p = Shift.corrected(noisy.stream().mapToDouble(n -> n.shift.p()).toArray());
    double[] pRuns = Shift.corrected(noisy.stream().mapToDouble(Noisy::pRuns).toArray());
    List<Row> rows = new ArrayList<>();
    int at = 0;
    for (Pair pair : pairs) {
      if (pair.metric.exact()) {
        rows.add(exact(pair));
      } else {
        rows.add(noisy(pair, noisy.get(at), p[at], pRuns[at]));
        at++;
      }
    }
    return List.copyOf(rows);
  }

  private Noisy measured(Pair pair) {
    SeriesKey key = pair.key;
    Shift shift = Shift.between(pair.first, pair.second);
    List<Double> before = scaled(medians(mediansOfFirst, key), shift.relative());
    List<Double> after = scaled(medians(mediansOfSecond, key), shift.relative());
    RunNoise noise = noise(key, before, after, shift.relative());
    double difference = RunNoise.mean(after) - RunNoise.mean(before);
    return new Noisy(
        shift,
        noise,
        noise.band(before.size(), after.size()),
        noise.p(difference, before.size(), after.size()));
  }

  /** Of both sides' runs, and of calibrations if there is one for the host of each side. */
  private RunNoise noise(SeriesKey key, List<Double> before, List<Double> after, boolean relative) {
    Optional<Calibration> here = Calibration.covering(calibrations, first.getFirst(), key);
    Optional<Calibration> there = Calibration.covering(calibrations, second.getFirst(), key);
    Set<Calibration> both =
        relative && here.isPresent() && there.isPresent()
            ? new LinkedHashSet<>(List.of(here.get(), there.get()))
            : Set.of();
    RunNoise noise = RunNoise.UNKNOWN;
    for (Calibration calibration : both) {
      noise = noise.and(calibration.noise(key).orElse(RunNoise.UNKNOWN));
    }
    if (both.stream().noneMatch(calibration -> calibration.isOf(first))) {
      noise = noise.and(RunNoise.of(before));
    }
    if (both.stream().noneMatch(calibration -> calibration.isOf(second))) {
      noise = noise.and(RunNoise.of(after));
    }
    return noise;
  }

  private static List<Double> scaled(List<Double> medians, boolean relative) {
    return relative ? medians.stream().map(Math::log).toList() : medians;
  }

  private Row noisy(Pair pair, Noisy own, double p, double pRuns) {
    Shift shift = own.shift;
    double unit = shift.relative() ? 1 : Math.abs(Statistics.median(pair.first));
    double assumed = RunNoise.ASSUMED * unit;
    double noise =
        !own.noise.measured() ? assumed : shift.relative() ? Math.expm1(own.band) : own.band;
    double alike = Math.min(noise, assumed);
    boolean clear = p < FALSE_DISCOVERIES;
    boolean beyond = shift.low() > noise || shift.high() < -noise;
    int fewest = own.noise.variance() == 0 ? FEWEST_EXACT_RUNS : FEWEST_RUNS;
    int runs = runs(pair.key);
    boolean sure = runs >= fewest && pRuns < FALSE_DISCOVERIES;
    Answer answer = Answer.NOT_TOLD_APART;
    String reason;
    if (Math.min(pair.first.size(), pair.second.size()) < FEWEST_SAMPLES) {
      reason = "fewer than " + FEWEST_SAMPLES + " samples on a side";
    } else if (clear && beyond) {
      answer = direction(pair.metric, shift.estimate());
      reason = sure ? "more than equal runs differ by" : unsure(runs);
    } else if (shift.low() >= -alike && shift.high() <= alike) {
      answer = Answer.SAME;
      reason = "within the noise";
    } else {
      reason = clear ? "smaller than the noise" : "the samples overlap too much";
    }
    return row(
        pair,
        shift,
        p,
        pRuns,
        noise,
        own.noise.measured() ? own.noise.freedom() : 0,
        answer,
        sure,
        reason);
  }

  /** Runs that have the series, of the side that has fewer. */
  private int runs(SeriesKey key) {
    return Math.min(medians(mediansOfFirst, key).size(), medians(mediansOfSecond, key).size());
  }

  private static String unsure(int runs) {
    return runs == 1
        ? "seen in one run a side; more would confirm it"
        : "seen in " + runs + " runs a side; more would confirm it";
  }

  private static List<Double> medians(Map<SeriesKey, List<Double>> medians, SeriesKey key) {
    return medians.getOrDefault(key, List.of());
  }

  private Row exact(Pair pair) {
    SeriesKey key = pair.key;
    double before = Statistics.median(pair.first);
    double after = Statistics.median(pair.second);
    int runs = runs(key);
    boolean sure = runs >= FEWEST_EXACT_RUNS;
    Answer answer = Answer.NOT_TOLD_APART;
    String reason;
    if (distinct(pair.first).equals(distinct(pair.second))) {
      answer = Answer.SAME;
      reason = "the same values";
    } else if (distinct(medians(mediansOfFirst, key)).size() > 1
        || distinct(medians(mediansOfSecond, key)).size() > 1) {
      reason = "equal runs differ in it";
    } else if (before == after) {
      reason = "other values with the same median";
    } else {
      answer = direction(pair.metric, after - before);
      reason = sure ? "so in each run" : unsure(runs);
    }
    double no = Double.NaN;
    return row(pair, new Shift(false, no, no, no, no), no, no, no, 0, answer, sure, reason);
  }

  private static SortedSet<Double> distinct(List<Double> values) {
    return new TreeSet<>(values);
  }

  private static Answer direction(Metric metric, double shift) {
    return switch (metric.better()) {
      case "higher" -> shift > 0 ? Answer.BETTER : Answer.WORSE;
      case "lower" -> shift < 0 ? Answer.BETTER : Answer.WORSE;
      default -> Answer.DIFFERENT;
    };
  }

  private static Row row(
      Pair pair,
      Shift shift,
      double p,
      double pRuns,
      double noise,
      int freedom,
      Answer answer,
      boolean confirmed,
      String reason) {
    return new Row(
        pair.metric,
        pair.key.parameters(),
        pair.key.arm(),
        Statistics.median(pair.first),
        Statistics.median(pair.second),
        shift.relative(),
        shift.estimate(),
        shift.low(),
        shift.high(),
        p,
        pRuns,
        noise,
        freedom,
        answer,
        confirmed && answer != Answer.SAME && answer != Answer.NOT_TOLD_APART,
        reason);
  }
}
