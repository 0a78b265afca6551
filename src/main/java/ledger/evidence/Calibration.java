package ledger.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How much equal runs of an experiment differ on one host: what {@code verify --calibrate}
 * measured, kept as evidence beside the runs. It follows from them, and {@code results verify}
 * computes it again.
 *
 * @param schema the version of this format, 1
 * @param experiment the script's name without its ending
 * @param environment the environment of the runs
 * @param hostKind as in {@link Inputs}
 * @param cpu the processor's name
 * @param cores logical processors
 * @param script digest of the script that was run, as in {@link Inputs}
 * @param runs the equal runs, newest first, at least {@link NoiseFloor#FEWEST}
 * @param floors one a series that has noise and whose floor could be measured
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
    List<Floor> floors) {
  /** The version of the format that is written and read. */
  static final int SCHEMA = 1;

  /**
   * The noise of one series.
   *
   * @param noise as a fraction of the value, see {@link NoiseFloor}
   */
  public record Floor(
      String metric, SortedMap<String, String> parameters, @Nullable String arm, double noise) {
    SeriesKey key() {
      return new SeriesKey(metric, parameters, arm);
    }

    /** The series with its parameters and arm, as people read it. */
    public String series() {
      return key().toString();
    }
  }

  /**
   * Measures the floors.
   *
   * @param equal runs as {@link EqualRuns} gives them
   * @return empty if they are too few
   */
  public static Optional<Calibration> of(List<RunRecord> equal) {
    if (equal.size() < NoiseFloor.FEWEST) {
      return Optional.empty();
    }
    RunRecord newest = equal.getFirst();
    Map<SeriesKey, List<Double>> medians = Summaries.medians(equal);
    List<Floor> floors = new ArrayList<>();
    for (MetricSummary summary : Summaries.all(newest)) {
      NoiseFloor floor = NoiseFloor.of(medians.getOrDefault(SeriesKey.of(summary), List.of()));
      if (!summary.metric().exact() && floor.measured()) {
        String metric = summary.metric().id();
        floors.add(new Floor(metric, summary.parameters(), summary.arm(), floor.fraction()));
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
            List.copyOf(floors)));
  }

  /**
   * Whether it speaks of the run's noise: the same script on the same host. The environment may be
   * another one, because noise is the host's.
   */
  boolean covers(RunRecord run) {
    return experiment.equals(run.experiment())
        && script.equals(run.inputs().script())
        && hostKind.equals(run.inputs().hostKind())
        && cpu.equals(run.host().cpu())
        && cores == run.host().cores();
  }

  private Optional<NoiseFloor> floor(SeriesKey key) {
    return floors.stream()
        .filter(floor -> floor.key().equals(key))
        .findFirst()
        .map(floor -> new NoiseFloor(floor.noise(), runs.size()));
  }

  /**
   * The floor of a series on a run's host: the newest calibration of the run's own environment, or
   * else the newest of another.
   */
  static Optional<NoiseFloor> floor(List<Calibration> all, RunRecord run, SeriesKey key) {
    return all.stream()
        .filter(calibration -> calibration.covers(run))
        .filter(calibration -> calibration.floor(key).isPresent())
        .max(
            Comparator.comparing((Calibration c) -> c.environment.equals(run.environment()))
                .thenComparing(c -> c.runs.getFirst()))
        .flatMap(calibration -> calibration.floor(key));
  }
}
