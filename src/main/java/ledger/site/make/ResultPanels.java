package ledger.site.make;

import java.util.ArrayList;
import java.util.List;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.MetricSummary;
import ledger.site.chart.ChartedExperiment;
import ledger.site.chart.Charts;
import ledger.site.chart.Measured;
import ledger.site.page.ExperimentModel;
import ledger.text.Numbers;

/** Metrics as panels: their charts, and a table with a row a series and a column a run. */
final class ResultPanels {
  private final String key;
  private final int runs;
  private final boolean raw;

  private ResultPanels(String key, int runs, boolean raw) {
    this.key = key;
    this.runs = runs;
    this.raw = raw;
  }

  /**
   * A panel for each group.
   *
   * @param key prefix of their IDs
   * @param runs how many there are
   * @param raw whether the tables have every raw value
   */
  static List<ExperimentModel.Panel> of(
      String key, List<Charts.Group> groups, int runs, boolean raw) {
    ResultPanels panels = new ResultPanels(key, runs, raw);
    return groups.stream().map(panels::panel).toList();
  }

  private ExperimentModel.Panel panel(Charts.Group group) {
    boolean several = group.metrics().size() > 1;
    Metric metric = group.metrics().getFirst().metric();
    return new ExperimentModel.Panel(
        several ? "" : ChartedExperiment.anchor(key, metric.id()),
        group.title(),
        several ? "" : metric.id(),
        several ? "" : better(metric),
        group.figures(),
        group.complete(),
        group.metrics().stream().flatMap(own -> series(own).stream()).toList());
  }

  private static String better(Metric metric) {
    return switch (metric.better()) {
      case "higher" -> "higher is better";
      case "lower" -> "lower is better";
      default -> "";
    };
  }

  private List<ExperimentModel.SeriesRow> series(Measured measured) {
    Numbers.Scale scale = measured.scale();
    List<ExperimentModel.SeriesRow> rows = new ArrayList<>();
    measured
        .series()
        .forEach(
            (name, byRun) ->
                rows.add(
                    new ExperimentModel.SeriesRow(
                        rows.isEmpty() ? ChartedExperiment.anchor(key, measured.metric().id()) : "",
                        rows.isEmpty() ? measured.metric().title() : "",
                        measured.metric().id(),
                        measured.series().size(),
                        better(measured.metric()),
                        name,
                        PerRun.of(byRun, runs, summary -> cell(summary, scale)))));
    return rows;
  }

  private ExperimentModel.SeriesCell cell(MetricSummary summary, Numbers.Scale scale) {
    Numbers.Scale own =
        summary.metric().unit().equals("By")
            ? Numbers.scale(summary.metric().unit(), summary.median())
            : scale;
    boolean interval = summary.interval().hasWidth();
    return new ExperimentModel.SeriesCell(
        own.with(summary.median()),
        interval
            ? own.number(summary.interval().low()) + " to " + own.number(summary.interval().high())
            : "",
        summary.count(),
        raw ? String.join(", ", summary.values().stream().map(Numbers::compact).toList()) : "");
  }
}
