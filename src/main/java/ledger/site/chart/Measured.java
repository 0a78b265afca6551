package ledger.site.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.verdict.RunEvidence;
import ledger.site.page.SeriesName;
import ledger.text.Numbers;

/**
 * A metric over several runs: its series by key, each measured in some of the runs.
 *
 * @param largest the largest size of any value, which decides the unit to show
 */
public record Measured(
    Metric metric, SequencedMap<String, Map<Integer, MetricSummary>> series, double largest) {
  private static final double NEARLY = 0.75;

  /** Every metric that was sampled, in the order in which the first run that has it sampled it. */
  public static List<Measured> of(List<RunEvidence> runs) {
    SequencedMap<String, Metric> metrics = new LinkedHashMap<>();
    Map<String, SequencedMap<String, Map<Integer, MetricSummary>>> series = new LinkedHashMap<>();
    for (int run = 0; run < runs.size(); run++) {
      for (MetricSummary summary : runs.get(run).verdict().summaries()) {
        metrics.putIfAbsent(summary.metric().id(), summary.metric());
        series
            .computeIfAbsent(summary.metric().id(), k -> new LinkedHashMap<>())
            .computeIfAbsent(SeriesName.of(summary), k -> new LinkedHashMap<>())
            .put(run, summary);
      }
    }
    List<Measured> all = new ArrayList<>();
    metrics.forEach(
        (id, metric) -> {
          SequencedMap<String, Map<Integer, MetricSummary>> own = series.get(id);
          if (own != null) {
            all.add(new Measured(metric, own, largest(own)));
          }
        });
    return all;
  }

  /** Whether every series has the same single value: a table says that better than a drawing. */
  boolean isConstant() {
    return summaries().stream().noneMatch(summary -> summary.interval().hasWidth())
        && summaries().stream().map(MetricSummary::median).distinct().count() == 1;
  }

  /** The series that have all of these parameters, an arm among them. */
  Measured with(SortedMap<String, String> parts) {
    SequencedMap<String, Map<Integer, MetricSummary>> own = new LinkedHashMap<>();
    series.forEach(
        (key, byRun) -> {
          MetricSummary any = byRun.values().iterator().next();
          if (SweepSeries.parts(any).entrySet().containsAll(parts.entrySet())) {
            own.put(key, byRun);
          }
        });
    return new Measured(metric, own, largest(own));
  }

  public Numbers.Scale scale() {
    return Numbers.scale(metric.unit(), largest);
  }

  public List<MetricSummary> summaries() {
    return series.values().stream().flatMap(byRun -> byRun.values().stream()).toList();
  }

  /**
   * The numeric parameter that was swept: the one with the most values, three or more, which nearly
   * every series has. Empty if two have equally many.
   */
  Optional<String> sweep() {
    Map<String, TreeSet<Double>> values = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (MetricSummary summary : summaries()) {
      summary
          .parameters()
          .forEach(
              (name, text) ->
                  number(text)
                      .ifPresent(
                          n -> {
                            values.computeIfAbsent(name, k -> new TreeSet<>()).add(n);
                            counts.merge(name, 1, Integer::sum);
                          }));
    }
    int most = values.values().stream().mapToInt(TreeSet::size).max().orElse(0);
    List<String> swept =
        values.entrySet().stream()
            .filter(entry -> entry.getValue().size() == most)
            .map(Map.Entry::getKey)
            .toList();
    return most >= 3
            && swept.size() == 1
            && counts.getOrDefault(swept.getFirst(), 0) >= NEARLY * summaries().size()
        ? Optional.of(swept.getFirst())
        : Optional.empty();
  }

  static Optional<Double> number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static double largest(Map<String, Map<Integer, MetricSummary>> series) {
    return series.values().stream()
        .flatMap(byRun -> byRun.values().stream())
        .mapToDouble(s -> Math.abs(s.median()))
        .max()
        .orElse(0);
  }
}
