package ledger.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Groups raw samples into series and summarises them. Warm-ups never count. */
final class Summaries {
  private Summaries() {}

  /** Every series of the record, in the order first sampled. */
  static List<MetricSummary> all(RunRecord record) {
    return of(record, sample -> true);
  }

  /** Of each series the median in each run that has it, in the order of the runs. */
  static Map<SeriesKey, List<Double>> medians(List<RunRecord> runs) {
    Map<SeriesKey, List<Double>> medians = new LinkedHashMap<>();
    for (RunRecord run : runs) {
      for (MetricSummary summary : all(run)) {
        medians
            .computeIfAbsent(SeriesKey.of(summary), key -> new ArrayList<>())
            .add(summary.median());
      }
    }
    return medians;
  }

  /** The series that a claim speaks of. */
  static List<MetricSummary> selectedBy(Claim claim, RunRecord record) {
    return of(record, claim::speaksOf);
  }

  private static List<MetricSummary> of(RunRecord record, Predicate<Sample> chosen) {
    Map<SeriesKey, List<Double>> values = new LinkedHashMap<>();
    for (Sample sample : record.samples()) {
      if (!sample.warmup() && chosen.test(sample)) {
        values.computeIfAbsent(sample.series(), key -> new ArrayList<>()).add(sample.value());
      }
    }
    List<MetricSummary> summaries = new ArrayList<>();
    values.forEach(
        (key, series) ->
            summaries.add(
                of(
                    metric(record, key.metric()),
                    key.parameters(),
                    key.arm(),
                    List.copyOf(series))));
    return List.copyOf(summaries);
  }

  private static MetricSummary of(
      Metric metric,
      SortedMap<String, String> parameters,
      @Nullable String arm,
      List<Double> values) {
    Statistics.Interval interval = Statistics.medianInterval(values);
    return new MetricSummary(
        metric,
        parameters,
        arm,
        values.size(),
        Statistics.median(values),
        interval.low(),
        interval.high(),
        values);
  }

  /** The declared metric; a plain one where a record lacks the declaration. */
  static Metric metric(RunRecord record, String id) {
    return record.metrics().stream()
        .filter(metric -> metric.id().equals(id))
        .findFirst()
        .orElse(new Metric(id, id, "1", "none", false));
  }
}
