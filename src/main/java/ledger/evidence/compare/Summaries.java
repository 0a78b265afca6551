package ledger.evidence.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.Sample;
import ledger.evidence.record.SeriesKey;

/** Groups raw samples into series and summarises them. Warm-ups never count. */
public final class Summaries {
  private Summaries() {}

  /** Every series of the record, in the order first sampled. */
  public static List<MetricSummary> all(RunRecord record) {
    return List.copyOf(bySeries(record).values());
  }

  /** The same, by series. */
  static SequencedMap<SeriesKey, MetricSummary> bySeries(RunRecord record) {
    Map<SeriesKey, List<Double>> values = new LinkedHashMap<>();
    for (Sample sample : record.samples()) {
      if (!sample.warmup()) {
        values.computeIfAbsent(sample.series(), key -> new ArrayList<>()).add(sample.value());
      }
    }
    SequencedMap<SeriesKey, MetricSummary> summaries = new LinkedHashMap<>();
    values.forEach((key, series) -> summaries.put(key, of(record, key, List.copyOf(series))));
    return summaries;
  }

  private static MetricSummary of(RunRecord record, SeriesKey key, List<Double> values) {
    double[] sorted = Statistics.sorted(values);
    return new MetricSummary(
        metric(record, key.metric()),
        key.parameters(),
        key.arm(),
        values.size(),
        Statistics.median(sorted),
        Statistics.medianInterval(sorted),
        values);
  }

  /** For each series, its median in each run that has it, in the order of the runs. */
  static Map<SeriesKey, List<Double>> medians(List<? extends Map<SeriesKey, MetricSummary>> runs) {
    Map<SeriesKey, List<Double>> medians = new LinkedHashMap<>();
    for (Map<SeriesKey, MetricSummary> run : runs) {
      run.forEach(
          (key, summary) ->
              medians.computeIfAbsent(key, k -> new ArrayList<>()).add(summary.median()));
    }
    return medians;
  }

  /** For each series, the samples of all runs. */
  static Map<SeriesKey, List<Double>> pooled(List<? extends Map<SeriesKey, MetricSummary>> runs) {
    Map<SeriesKey, List<Double>> pooled = new LinkedHashMap<>();
    for (Map<SeriesKey, MetricSummary> run : runs) {
      run.forEach(
          (key, summary) ->
              pooled.computeIfAbsent(key, k -> new ArrayList<>()).addAll(summary.values()));
    }
    return pooled;
  }

  /** The declared metric, or a plain one if a record lacks the declaration. */
  static Metric metric(RunRecord record, String id) {
    for (Metric metric : record.metrics()) {
      if (metric.id().equals(id)) {
        return metric;
      }
    }
    return new Metric(id, id, "1", "none", false);
  }
}
