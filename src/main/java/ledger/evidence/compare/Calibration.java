package ledger.evidence.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.SeriesKey;
import org.jspecify.annotations.Nullable;

/**
 * How much equal runs of an experiment differ on one host: what {@code verify --calibrate}
 * measured, kept as evidence next to the runs. It follows from them, and {@code results verify}
 * computes it again.
 *
 * @param schema the version of this format, 2
 * @param experiment the script's name without its extension
 * @param environment the environment of the runs
 * @param hostKind as in {@link Inputs}
 * @param cpu the processor's name
 * @param cores logical processors
 * @param script digest of the script that was run, as in {@link Inputs}
 * @param runs the equal runs, newest first, at least {@link #FEWEST}
 * @param series one per series that has noise and only positive medians
 */
public record Calibration(
    int schema,
    String experiment,
    String environment,
    String hostKind,
    String cpu,
    int cores,
    String script,
    List<String> runs,
    List<SeriesNoise> series) {
  /** The version of the format that is written and read. */
  public static final int SCHEMA = 2;

  /** With fewer equal runs, their differences say too little. */
  public static final int FEWEST = RunNoise.FEWEST_RUNS;

  /**
   * The noise of one series.
   *
   * @param deviation the standard deviation of the logarithms of the runs' medians, see {@link
   *     RunNoise}
   */
  public record SeriesNoise(
      String metric, SortedMap<String, String> parameters, @Nullable String arm, double deviation) {
    SeriesKey key() {
      return new SeriesKey(metric, parameters, arm);
    }

    /** The series with its parameters and arm, as people read it. */
    public String name() {
      return key().toString();
    }
  }

  /**
   * Measures the noise.
   *
   * @param equal runs as {@link EqualRuns} gives them
   * @return empty if they are too few
   */
  public static Optional<Calibration> of(List<RunRecord> equal) {
    if (equal.size() < FEWEST) {
      return Optional.empty();
    }
    RunRecord newest = equal.getFirst();
    List<SequencedMap<SeriesKey, MetricSummary>> runs =
        equal.stream().map(Summaries::bySeries).toList();
    Map<SeriesKey, List<Double>> medians = Summaries.medians(runs);
    List<SeriesNoise> series = new ArrayList<>();
    for (Map.Entry<SeriesKey, MetricSummary> entry : runs.getFirst().entrySet()) {
      SeriesKey key = entry.getKey();
      List<Double> own = medians.getOrDefault(key, List.of());
      if (!entry.getValue().metric().exact()
          && own.size() == equal.size()
          && own.stream().allMatch(median -> median > 0)) {
        double deviation = RunNoise.of(own.stream().map(Math::log).toList()).deviation();
        series.add(new SeriesNoise(key.metric(), key.parameters(), key.arm(), deviation));
      }
    }
    return Optional.of(
        new Calibration(
            SCHEMA,
            newest.experiment(),
            newest.environment(),
            newest.inputs().hostKind(),
            newest.host().cpu(),
            newest.host().cores(),
            newest.inputs().script(),
            equal.stream().map(RunRecord::run).toList(),
            List.copyOf(series)));
  }

  /**
   * Whether it applies to the run's noise: the same script on the same host. The environment may be
   * a different one, because noise belongs to the host.
   */
  boolean covers(RunRecord run) {
    return experiment.equals(run.experiment())
        && script.equals(run.inputs().script())
        && hostKind.equals(run.inputs().hostKind())
        && cpu.equals(run.host().cpu())
        && cores == run.host().cores();
  }

  /**
   * The bound that the difference between two equal runs stays within in 95 of 100 cases, as a
   * fraction.
   */
  public double band(SeriesNoise one) {
    return Math.expm1(noise(one).band(1, 1));
  }

  private RunNoise noise(SeriesNoise one) {
    return new RunNoise(one.deviation * one.deviation, runs.size() - 1);
  }

  /** The noise of a series, if it was measured. */
  Optional<RunNoise> noise(SeriesKey key) {
    return series.stream().filter(one -> one.key().equals(key)).findFirst().map(this::noise);
  }

  /** Whether it was measured on these runs, so that they add nothing to it. */
  boolean isOf(List<RunRecord> some) {
    return some.stream().allMatch(run -> runs.contains(run.run()));
  }

  /**
   * The one that applies to a series on a run's host: the newest of the run's own environment, or
   * else the newest of another.
   */
  static Optional<Calibration> covering(List<Calibration> all, RunRecord run, SeriesKey key) {
    return all.stream()
        .filter(calibration -> calibration.covers(run))
        .filter(calibration -> calibration.noise(key).isPresent())
        .max(
            Comparator.comparing((Calibration c) -> c.environment.equals(run.environment()))
                .thenComparing(c -> c.runs.getFirst()));
  }
}
