package ledger.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether one set of runs of an experiment measured something else than another.
 *
 * <p>A change counts only if it clears all of these: the Mann–Whitney test over all metrics at a
 * false discovery rate of 1 %, an interval of the shift that lies wholly beyond the host's own
 * noise floor, and, where both sides have several runs, medians of the runs that do not overlap. A
 * change that stands on one run of a side is told as unconfirmed: samples of one run resemble each
 * other more than those of two.
 *
 * <p>The floor is the largest that was measured on either side's host, by the runs themselves or by
 * a calibration; an assumed one where there is none. What stays within the floor, and within 10 %,
 * with its whole interval is the same; everything else is not told apart. Exact metrics have
 * neither noise nor floor: they are compared value by value, and say nothing where equal runs of a
 * side differ.
 */
public final class Comparison {
  private static final double FALSE_DISCOVERIES = 0.01;
  private static final int FEWEST = 5;

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
   * @param p the corrected p-value; NaN for exact metrics
   * @param floor the noise that the shift must exceed; null for exact metrics
   * @param confirmed whether the change is seen in several runs of both sides
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
      @Nullable NoiseFloor floor,
      Answer answer,
      boolean confirmed,
      String reason) {
    /** Whether the answer is that of a change. */
    public boolean changed() {
      return answer != Answer.SAME && answer != Answer.NOT_TOLD_APART;
    }

    /** A change that a second run of each side might not show. */
    public boolean unconfirmed() {
      return changed() && !confirmed;
    }
  }

  /** A series with its samples on both sides. */
  private record Pair(MetricSummary sample, List<Double> first, List<Double> second) {}

  private final List<RunRecord> first;
  private final List<RunRecord> second;
  private final List<Calibration> calibrations;
  private final Map<SeriesKey, List<Double>> mediansOfFirst;
  private final Map<SeriesKey, List<Double>> mediansOfSecond;

  private Comparison(
      List<RunRecord> first, List<RunRecord> second, List<Calibration> calibrations) {
    this.first = first;
    this.second = second;
    this.calibrations = calibrations;
    this.mediansOfFirst = Summaries.medians(first);
    this.mediansOfSecond = Summaries.medians(second);
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
    Map<SeriesKey, List<Double>> before = pooled(first);
    Map<SeriesKey, List<Double>> after = pooled(second);
    List<Pair> pairs = new ArrayList<>();
    for (MetricSummary summary : Summaries.all(second.getFirst())) {
      SeriesKey key = SeriesKey.of(summary);
      if (before.containsKey(key) && after.containsKey(key)) {
        pairs.add(new Pair(summary, before.get(key), after.get(key)));
      }
    }
    List<Pair> noisy = pairs.stream().filter(pair -> !pair.sample.metric().exact()).toList();
    List<Shift> shifts =
        noisy.stream().map(pair -> Shift.between(pair.first, pair.second)).toList();
    double[] p = Shift.corrected(shifts.stream().mapToDouble(Shift::p).toArray());
    List<Row> rows = new ArrayList<>();
    for (Pair pair : pairs) {
      int at = noisy.indexOf(pair);
      rows.add(at < 0 ? exact(pair) : noisy(pair, shifts.get(at), p[at]));
    }
    return List.copyOf(rows);
  }

  private static Map<SeriesKey, List<Double>> pooled(List<RunRecord> runs) {
    Map<SeriesKey, List<Double>> pooled = new LinkedHashMap<>();
    for (RunRecord run : runs) {
      for (MetricSummary summary : Summaries.all(run)) {
        pooled
            .computeIfAbsent(SeriesKey.of(summary), key -> new ArrayList<>())
            .addAll(summary.values());
      }
    }
    return pooled;
  }

  private Row noisy(Pair pair, Shift shift, double p) {
    SeriesKey key = SeriesKey.of(pair.sample);
    NoiseFloor floor = floor(key);
    double unit = shift.relative() ? 1 : Math.abs(Statistics.median(pair.first));
    double threshold = floor.fraction() * unit;
    double alike = Math.min(floor.fraction(), NoiseFloor.ASSUMED.fraction()) * unit;
    boolean clear = p < FALSE_DISCOVERIES;
    boolean beyond = shift.low() > threshold || shift.high() < -threshold;
    boolean few = Math.min(pair.first.size(), pair.second.size()) < FEWEST;
    Answer answer = Answer.NOT_TOLD_APART;
    String reason;
    if (few) {
      reason = "fewer than " + FEWEST + " samples on a side";
    } else if (clear && beyond && !overlap(key)) {
      answer = direction(pair.sample.metric(), shift.estimate());
      reason = once() ? "seen in one run; a second one would confirm it" : "confirmed by each run";
    } else if (shift.low() >= -alike && shift.high() <= alike) {
      answer = Answer.SAME;
      reason = "within the noise";
    } else if (!clear) {
      reason = "the samples overlap too much";
    } else if (!beyond) {
      reason = "smaller than the noise";
    } else {
      reason = "not in each run";
    }
    return row(pair, shift, p, floor, answer, !once(), reason);
  }

  private NoiseFloor floor(SeriesKey key) {
    NoiseFloor floor =
        NoiseFloor.of(medians(mediansOfFirst, key))
            .or(NoiseFloor.of(medians(mediansOfSecond, key)));
    for (RunRecord side : List.of(first.getFirst(), second.getFirst())) {
      floor = Calibration.floor(calibrations, side, key).map(floor::or).orElse(floor);
    }
    return floor;
  }

  /** Whether one of the sides has but one run. */
  private boolean once() {
    return Math.min(first.size(), second.size()) < 2;
  }

  /** Whether the medians of the runs overlap, where there are several on both sides. */
  private boolean overlap(SeriesKey key) {
    if (once()) {
      return false;
    }
    List<Double> a = medians(mediansOfFirst, key);
    List<Double> b = medians(mediansOfSecond, key);
    double leastA = a.stream().min(Double::compare).orElseThrow();
    double mostA = a.stream().max(Double::compare).orElseThrow();
    double leastB = b.stream().min(Double::compare).orElseThrow();
    double mostB = b.stream().max(Double::compare).orElseThrow();
    return leastA <= mostB && leastB <= mostA;
  }

  private static List<Double> medians(Map<SeriesKey, List<Double>> medians, SeriesKey key) {
    return medians.getOrDefault(key, List.of());
  }

  private Row exact(Pair pair) {
    SeriesKey key = SeriesKey.of(pair.sample);
    double before = Statistics.median(pair.first);
    double after = Statistics.median(pair.second);
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
      answer = direction(pair.sample.metric(), after - before);
      reason = once() ? "seen in one run; a second one would confirm it" : "confirmed by each run";
    }
    Shift none = new Shift(false, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    return row(pair, none, Double.NaN, null, answer, !once(), reason);
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
      @Nullable NoiseFloor floor,
      Answer answer,
      boolean confirmed,
      String reason) {
    return new Row(
        pair.sample.metric(),
        pair.sample.parameters(),
        pair.sample.arm(),
        Statistics.median(pair.first),
        Statistics.median(pair.second),
        shift.relative(),
        shift.estimate(),
        shift.low(),
        shift.high(),
        p,
        floor,
        answer,
        confirmed && answer != Answer.SAME && answer != Answer.NOT_TOLD_APART,
        reason);
  }
}
