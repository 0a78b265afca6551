package ledger.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import ledger.evidence.MetricSummary;

/** A row a series, its median as a point on its 95 % interval, raw values faint behind it. */
final class IntervalChart {
  private static final int LONGEST_LABEL = 26;
  private static final int MOST_RAW = 60;

  private IntervalChart() {}

  /**
   * @param byRun what each run measured
   * @param bounds of claims about it, in the metric's unit
   */
  record Row(String label, Map<Integer, MetricSummary> byRun, List<Double> bounds) {
    List<MetricSummary> summaries() {
      return List.copyOf(byRun.values());
    }

    boolean hasInterval() {
      return byRun.values().stream()
          .anyMatch(s -> s.count() > 2 && !Double.isNaN(s.low()) && s.low() < s.high());
    }
  }

  static Figure draw(String id, String title, List<Row> rows, List<String> runs) {
    List<Double> shown = new ArrayList<>();
    double largest = 0;
    for (Row row : rows) {
      for (MetricSummary summary : row.byRun().values()) {
        shown.add(summary.median());
        shown.addAll(raw(summary));
        if (!Double.isNaN(summary.low())) {
          shown.add(summary.low());
          shown.add(summary.high());
        }
        largest = Math.max(largest, Math.abs(summary.median()));
      }
      shown.addAll(row.bounds());
    }
    String unit = rows.getFirst().summaries().getFirst().metric().unit();
    Numbers.Scale scale = Numbers.scale(unit, largest);
    List<Double> scaled = shown.stream().map(v -> v / scale.divisor()).toList();
    Plot plot = new Plot();
    plot.x(Axes.continuous(scale.unit().isEmpty() ? "ratio" : scale.unit(), scaled));
    plot.y(Axes.rows(rows.stream().map(row -> shortened(row.label())).toList()));
    List<Integer> used =
        rows.stream().flatMap(r -> r.byRun().keySet().stream()).distinct().sorted().toList();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      for (double bound : row.bounds()) {
        double x = bound / scale.divisor();
        plot.bound(x, -i - 0.36, x, -i + 0.36);
      }
      for (Map.Entry<Integer, MetricSummary> entry : row.byRun().entrySet()) {
        int place = used.indexOf(entry.getKey());
        double y = -i + (used.size() - 1) * 0.13 - place * 0.26;
        mark(plot, entry.getValue(), y, entry.getKey(), scale.divisor());
      }
    }
    String summary = summary(rows, runs, used.size() > 1);
    int height = 62 + rows.size() * (used.size() > 1 ? 14 + 14 * used.size() : 28);
    List<Figure.LegendEntry> legend =
        used.size() < 2
            ? List.of()
            : used.stream()
                .map(run -> new Figure.LegendEntry("c" + (run % Plot.COLOURS + 1), runs.get(run)))
                .toList();
    return new Figure(
        id, title, new Html(plot.svg(id, title + ". " + summary, height)), summary, legend);
  }

  private static void mark(Plot plot, MetricSummary summary, double y, int run, double divisor) {
    List<Double> raw = raw(summary).stream().map(v -> v / divisor).toList();
    if (!raw.isEmpty()) {
      plot.points(raw, raw.stream().map(v -> y).toList(), run, 2, 0.35);
    }
    if (!Double.isNaN(summary.low()) && summary.low() < summary.high()) {
      plot.segment(summary.low() / divisor, y, summary.high() / divisor, y, run, 1.6);
    }
    plot.points(List.of(summary.median() / divisor), List.of(y), run, 3.6, 1);
  }

  private static List<Double> raw(MetricSummary summary) {
    return summary.count() > 1 && summary.values().size() <= MOST_RAW
        ? summary.values()
        : List.of();
  }

  private static String summary(List<Row> rows, List<String> runs, boolean several) {
    List<String> parts = new ArrayList<>();
    for (Row row : rows) {
      row.byRun().entrySet().stream()
          .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
          .forEach(
              entry -> {
                EvidenceModel.Value value = EvidenceModel.Value.of(entry.getValue());
                String interval =
                    value.interval().equals("no interval") || value.low() == value.high()
                        ? ""
                        : " (" + value.interval() + ")";
                String where = several ? " on " + runs.get(entry.getKey()) : "";
                String name = row.label().isEmpty() ? "median" : row.label();
                parts.add(name + where + " " + value.text() + interval);
              });
    }
    int most = 6;
    String rest = parts.size() > most ? "; " + (parts.size() - most) + " more in the table" : "";
    return String.join("; ", parts.subList(0, Math.min(most, parts.size()))) + rest + ".";
  }

  private static String shortened(String label) {
    return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
  }
}
