package ledger.site.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import ledger.evidence.claim.MetricSummary;
import ledger.site.page.Figure;
import ledger.site.page.Html;
import ledger.site.page.MeasuredValue;
import ledger.text.Numbers;

/** A row a series, its median as a point on its 95 % interval, raw values faint behind it. */
final class IntervalChart {
  /** Room for each run in a row, and for what is around it. */
  private static final int RUN_HEIGHT = 13;

  private static final int ROW_ROOM = 8;
  private static final int MOST_RAW = 60;
  static final int MOST_ROWS = 24;

  private IntervalChart() {}

  /**
   * @param byRun what each run measured
   * @param bounds of claims about it, in the metric's unit
   */
  record IntervalRow(String label, Map<Integer, MetricSummary> byRun, List<Double> bounds) {
    List<MetricSummary> summaries() {
      return List.copyOf(byRun.values());
    }

    boolean hasInterval() {
      return byRun.values().stream().anyMatch(s -> s.count() > 2 && s.interval().hasWidth());
    }
  }

  /** At most as many rows as an eye can follow; the others are in the table. */
  static Figure draw(String id, String title, List<IntervalRow> all, RunNames runs) {
    List<IntervalRow> rows = all.subList(0, Math.min(MOST_ROWS, all.size()));
    List<Double> shown = new ArrayList<>();
    double largest = 0;
    for (IntervalRow row : rows) {
      for (MetricSummary summary : row.byRun().values()) {
        shown.add(summary.median());
        shown.addAll(raw(summary));
        if (summary.interval().exists()) {
          shown.add(summary.interval().low());
          shown.add(summary.interval().high());
        }
        largest = Math.max(largest, Math.abs(summary.median()));
      }
      shown.addAll(row.bounds());
    }
    String unit = rows.getFirst().summaries().getFirst().metric().unit();
    Numbers.Scale scale = Numbers.scale(unit, largest);
    List<Double> scaled = shown.stream().map(v -> v / scale.divisor()).toList();
    List<String> labels = rows.stream().map(IntervalRow::label).toList();
    Plot plot = new Plot(Axes.continuous(Axes.title(scale, scaled), scaled), Axes.rows(labels));
    List<Integer> used =
        rows.stream().flatMap(r -> r.byRun().keySet().stream()).distinct().sorted().toList();
    double names = Drawing.lines(labels) * Drawing.LINE;
    double rowHeight = names + ROW_ROOM + used.size() * RUN_HEIGHT;
    Plot.Segments bounds = new Plot.Segments();
    for (int i = 0; i < rows.size(); i++) {
      for (double bound : rows.get(i).bounds()) {
        double at = bound / scale.divisor();
        bounds.add(at, 0.5 - i - names / rowHeight, at, -i - 0.5);
      }
    }
    plot.segments(bounds, Plot.BOUND);
    for (int place = 0; place < used.size(); place++) {
      double shift = 0.5 - (names + ROW_ROOM / 2.0 + (place + 0.5) * RUN_HEIGHT) / rowHeight;
      int run = used.get(place);
      draw(plot, rows, run, runs.colours().get(run), shift, scale.divisor());
    }
    List<String> summary = summary(all, runs.labels(), used.size() > 1);
    int height = (int) Math.ceil(58 + rows.size() * rowHeight);
    List<Figure.LegendEntry> legend = new ArrayList<>();
    if (used.size() > 1) {
      used.forEach(run -> legend.add(legend(runs, run)));
    }
    if (!bounds.x1().isEmpty()) {
      legend.add(Charts.BOUND);
    }
    String svg = plot.svg(Figure.label(title, summary), height);
    return new Figure(id, title, new Html(svg), summary, legend);
  }

  private static Figure.LegendEntry legend(RunNames runs, int run) {
    return new Figure.LegendEntry(Plot.name(runs.colours().get(run)), runs.labels().get(run));
  }

  /** What one run measured in all rows. */
  private static void draw(
      Plot plot, List<IntervalRow> rows, int run, int colour, double shift, double divisor) {
    List<Double> rawX = new ArrayList<>();
    List<Double> rawY = new ArrayList<>();
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    Plot.Segments intervals = new Plot.Segments();
    for (int i = 0; i < rows.size(); i++) {
      MetricSummary summary = rows.get(i).byRun().get(run);
      if (summary == null) {
        continue;
      }
      double at = shift - i;
      for (double value : raw(summary)) {
        rawX.add(value / divisor);
        rawY.add(at);
      }
      if (summary.interval().hasWidth()) {
        intervals.add(
            summary.interval().low() / divisor, at, summary.interval().high() / divisor, at);
      }
      x.add(summary.median() / divisor);
      y.add(at);
    }
    plot.points(rawX, rawY, colour, 0, true)
        .segments(intervals, colour)
        .points(x, y, colour, 0, false);
  }

  private static List<Double> raw(MetricSummary summary) {
    return summary.count() > 1 && summary.values().size() <= MOST_RAW
        ? summary.values()
        : List.of();
  }

  /** A line for each row, with its runs side by side. */
  private static List<String> summary(List<IntervalRow> rows, List<String> runs, boolean several) {
    List<String> lines = new ArrayList<>();
    for (IntervalRow row : rows) {
      List<String> parts = new ArrayList<>();
      row.byRun().entrySet().stream()
          .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
          .forEach(
              entry -> {
                MeasuredValue value = MeasuredValue.of(entry.getValue());
                String interval = value.hasInterval() ? " (" + value.interval() + ")" : "";
                String where = several ? " on " + runs.get(entry.getKey()) : "";
                parts.add(value.text() + interval + where);
              });
      lines.add((row.label().isEmpty() ? "" : row.label() + ": ") + String.join(", ", parts));
    }
    return Figure.brief(lines);
  }
}
