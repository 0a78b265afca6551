package ledger.evidence.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.SeriesKey;

/**
 * Whether one set of runs of an experiment measured something different from another.
 *
 * <p>Samples of one run resemble each other more than those of two, so that a test of samples finds
 * changes where there are none. Therefore two questions are asked. Do the samples differ (the
 * Mann–Whitney test, and an interval of the shift that is wholly outside the bound for equal runs)?
 * And do the runs differ more than equal ones do, according to the {@link RunNoise} of both sides
 * and the calibrations of their hosts? Both are corrected for all metrics of the experiment, at a
 * false discovery rate of 1 %. A change that passes only the first is reported as unconfirmed:
 * further runs confirm or refute it. So is one seen in fewer than three runs a side, whatever a
 * calibration says, because a host's speed drifts over time.
 *
 * <p>If the whole interval is within the noise, and within 10 %, the answer is the same; everything
 * else is not told apart. Exact metrics have no noise: they are compared value by value, give no
 * answer if equal runs of a side differ, and confirm a change with four runs a side.
 */
public final class Comparison {
  private final List<RunRecord> first;
  private final List<RunRecord> second;
  private final List<Calibration> calibrations;
  private final List<SequencedMap<SeriesKey, MetricSummary>> ofFirst;
  private final List<SequencedMap<SeriesKey, MetricSummary>> ofSecond;

  private Comparison(
      List<RunRecord> first, List<RunRecord> second, List<Calibration> calibrations) {
    this.first = first;
    this.second = second;
    this.calibrations = calibrations;
    this.ofFirst = first.stream().map(Summaries::bySeries).toList();
    this.ofSecond = second.stream().map(Summaries::bySeries).toList();
  }

  /**
   * Compares every series that both sides have.
   *
   * @param first equal runs, at least one
   * @param second equal runs, at least one
   * @param calibrations the task's, of any host
   */
  public static List<ComparedSeries> of(
      List<RunRecord> first, List<RunRecord> second, List<Calibration> calibrations) {
    return new Comparison(first, second, calibrations).compared();
  }

  private List<ComparedSeries> compared() {
    List<SeriesPair> pairs = pairs();
    List<MeasuredShift> noisy =
        pairs.stream().filter(pair -> !pair.metric().exact()).map(this::measured).toList();
    double[] p = Shift.corrected(noisy.stream().mapToDouble(n -> n.shift().p()).toArray());
    double[] pRuns = Shift.corrected(noisy.stream().mapToDouble(MeasuredShift::pRuns).toArray());
    List<ComparedSeries> compared = new ArrayList<>();
    int at = 0;
    for (SeriesPair pair : pairs) {
      if (pair.metric().exact()) {
        compared.add(pair.exact());
      } else {
        compared.add(pair.noisy(noisy.get(at), p[at], pRuns[at]));
        at++;
      }
    }
    return List.copyOf(compared);
  }

  private List<SeriesPair> pairs() {
    Map<SeriesKey, List<Double>> before = Summaries.pooled(ofFirst);
    Map<SeriesKey, List<Double>> after = Summaries.pooled(ofSecond);
    Map<SeriesKey, List<Double>> mediansBefore = Summaries.medians(ofFirst);
    Map<SeriesKey, List<Double>> mediansAfter = Summaries.medians(ofSecond);
    List<SeriesPair> pairs = new ArrayList<>();
    ofSecond
        .getFirst()
        .forEach(
            (key, summary) -> {
              if (before.containsKey(key)) {
                pairs.add(
                    new SeriesPair(
                        key,
                        summary.metric(),
                        before.get(key),
                        after.get(key),
                        mediansBefore.get(key),
                        mediansAfter.get(key)));
              }
            });
    return pairs;
  }

  private MeasuredShift measured(SeriesPair pair) {
    Shift shift = Shift.between(pair.first(), pair.second());
    List<Double> before = scaled(pair.mediansOfFirst(), shift.relative());
    List<Double> after = scaled(pair.mediansOfSecond(), shift.relative());
    RunNoise noise = noise(pair.key(), before, after, shift.relative());
    double difference = Statistics.mean(after) - Statistics.mean(before);
    double band = noise.band(before.size(), after.size());
    return new MeasuredShift(
        shift,
        noise,
        shift.relative() ? Math.expm1(band) : band,
        noise.p(difference, before.size(), after.size()));
  }

  /**
   * The noise of both sides' runs, and of calibrations if there is one for the host of each side.
   */
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
}
