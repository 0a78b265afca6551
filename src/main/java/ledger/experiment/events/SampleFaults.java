package ledger.experiment.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.Units;
import ledger.evidence.record.Sample;
import ledger.evidence.record.SeriesKey;

/** What samples cannot be, whatever was measured. */
final class SampleFaults {
  /** Fewer values in a row may be equal by chance. */
  private static final int ROW = 5;

  /** The same for values with many digits. */
  private static final int PRECISE_ROW = 3;

  private static final double PRECISION = 1e5;

  private record SampledMetric(Metric metric, boolean signed) {}

  /** A sample and the line of its event. */
  private record Taken(double value, int line) {}

  private final Map<String, SampledMetric> metrics = new HashMap<>();
  private final Map<SeriesKey, List<Taken>> series = new LinkedHashMap<>();

  /**
   * @param signed whether its values may be negative even though it is a time: it is a difference
   */
  void declare(Metric metric, boolean signed) {
    metrics.put(metric.id(), new SampledMetric(metric, signed));
  }

  /**
   * Takes a sample of a metric that was declared.
   *
   * @throws EventFields.InvalidEvent if it is a negative time
   */
  void take(Sample sample, int line) throws EventFields.InvalidEvent {
    SampledMetric declared = metrics.get(sample.metric());
    if (declared == null) {
      return;
    }
    if (sample.value() < 0 && !declared.signed && Units.isTime(declared.metric.unit())) {
      throw new EventFields.InvalidEvent(
          "a sample of "
              + sample.metric()
              + " is negative, and it is a time; a metric of differences says \"signed\": true");
    }
    if (!declared.metric.exact()) {
      series.computeIfAbsent(sample.series(), key -> new ArrayList<>()).add(taken(sample, line));
    }
  }

  private static Taken taken(Sample sample, int line) {
    return new Taken(sample.value(), line);
  }

  /**
   * The first samples that repeat those right before them, value by value: a process that was
   * forked has written what its parent had not flushed.
   */
  Optional<EventReader.UnusableLine> repeated() {
    return series.entrySet().stream()
        .flatMap(each -> repeated(each.getKey(), each.getValue()).stream())
        .findFirst();
  }

  private static Optional<EventReader.UnusableLine> repeated(SeriesKey key, List<Taken> samples) {
    Map<Double, Integer> last = new HashMap<>();
    int distance = 0;
    int row = 0;
    boolean precise = true;
    for (int i = 0; i < samples.size(); i++) {
      double value = samples.get(i).value;
      Integer before = last.put(value, i);
      int apart = before == null ? 0 : i - before;
      boolean goesOn = row > 0 && apart == distance;
      row = apart == 0 ? 0 : goesOn ? row + 1 : 1;
      precise = (row <= 1 || precise) && isPrecise(value);
      distance = apart;
      if (row > 0 && row >= distance && distance >= (precise ? PRECISE_ROW : ROW)) {
        int line = samples.get(i - row + 1).line;
        String what = distance + " samples of " + key + " are repeated, value by value";
        return Optional.of(
            new EventReader.UnusableLine(
                line,
                what
                    + ": did a forked process write them again? A metric whose values may repeat is"
                    + " \"exact\""));
      }
    }
    return Optional.empty();
  }

  /** Whether it has so many digits that another measurement hardly gives the same. */
  private static boolean isPrecise(double value) {
    double scaled = value == 0 ? 0 : value / Math.pow(10, Math.floor(Math.log10(Math.abs(value))));
    return Math.abs(scaled * PRECISION - Math.rint(scaled * PRECISION)) > 1e-4;
  }
}
