package ledger.site.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import ledger.evidence.claim.MetricSummary;
import ledger.site.page.Figure;
import ledger.site.page.Html;
import ledger.site.page.MeasuredValue;
import ledger.text.Numbers;

/**
 * A metric against the parameter that was swept. A line's colour says where it was measured, the
 * shape of its points which series it is.
 */
final class SweepChart {
  /** How much of the best throughput the saturation point must reach. */
  private static final double SATURATED = 0.9;

  private static final int HEIGHT = 260;
  private static final Comparator<Point> LEFT_TO_RIGHT = Comparator.comparingDouble(Point::x);

  private final Measured metric;
  private final String parameter;
  private final RunNames runs;
  private final List<Double> bounds;
  private final Numbers.Scale scale;
  private final Map<SweepSeries, Map<Integer, List<Point>>> points;

  /**
   * @param x the parameter's value; NaN for a series that does not have it, which is a level
   */
  private record Point(double x, MetricSummary summary) {}

  /** One series in one run, by the parameter. */
  private record SweepLine(int run, int mark, String name, List<Point> points) {
    boolean isLevel() {
      return Double.isNaN(points.getFirst().x());
    }
  }

  /**
   * @param parameter what the x axis shows
   * @param bounds of claims about the metric
   */
  SweepChart(Measured metric, String parameter, RunNames runs, List<Double> bounds) {
    this.metric = metric;
    this.parameter = parameter;
    this.runs = runs;
    this.bounds = bounds;
    this.scale = metric.scale();
    this.points = points();
  }

  /**
   * @param series the series to draw, at most as many as there are shapes
   * @param members numbers of the runs to draw
   */
  Optional<Figure> draw(String id, String title, List<SweepSeries> series, List<Integer> members) {
    Set<String> shared = SweepSeries.shared(series);
    List<SweepLine> lines = new ArrayList<>();
    for (int mark = 0; mark < series.size(); mark++) {
      for (int run : members) {
        List<Point> own = points.getOrDefault(series.get(mark), Map.of()).get(run);
        if (own != null) {
          lines.add(new SweepLine(run, mark, series.get(mark).name(shared), own));
        }
      }
    }
    if (lines.stream().allMatch(SweepLine::isLevel)) {
      return Optional.empty();
    }
    Map<Integer, List<Integer>> alike = alike(lines, members);
    List<SweepLine> drawn = lines.stream().filter(line -> alike.containsKey(line.run())).toList();
    List<String> summary = inWords(lines, members.size() > 1);
    String svg = plot(drawn).svg(Figure.label(title, summary), HEIGHT);
    return Optional.of(
        new Figure(id, title, new Html(svg), summary, legend(drawn, alike, series.size() > 1)));
  }

  /**
   * The runs that are drawn, each with those that measured exactly the same: their lines would hide
   * each other.
   */
  private static Map<Integer, List<Integer>> alike(List<SweepLine> lines, List<Integer> members) {
    Map<List<Object>, Integer> firsts = new LinkedHashMap<>();
    Map<Integer, List<Integer>> alike = new LinkedHashMap<>();
    for (int run : members) {
      List<Object> values = new ArrayList<>();
      for (SweepLine line : lines) {
        if (line.run() == run) {
          values.add(line.name());
          line.points().forEach(p -> values.add(List.of(p.x(), p.summary().median())));
        }
      }
      if (!values.isEmpty()) {
        int first = firsts.computeIfAbsent(values, k -> run);
        alike.computeIfAbsent(first, k -> new ArrayList<>()).add(run);
      }
    }
    return alike;
  }

  /** All series, in the order measured. */
  List<SweepSeries> series() {
    return List.copyOf(points.keySet());
  }

  /** The points of each series in each run, from left to right. */
  private Map<SweepSeries, Map<Integer, List<Point>>> points() {
    Map<SweepSeries, Map<Integer, List<Point>>> all = new LinkedHashMap<>();
    for (Map<Integer, MetricSummary> byRun : metric.series().values()) {
      byRun.forEach(
          (run, summary) ->
              all.computeIfAbsent(SweepSeries.of(summary, parameter), k -> new LinkedHashMap<>())
                  .computeIfAbsent(run, k -> new ArrayList<>())
                  .add(point(summary)));
    }
    all.values().forEach(byRun -> byRun.values().forEach(own -> own.sort(LEFT_TO_RIGHT)));
    return all;
  }

  private Point point(MetricSummary summary) {
    String x = summary.parameters().getOrDefault(parameter, "");
    return new Point(Measured.number(x).orElse(Double.NaN), summary);
  }

  private Plot plot(List<SweepLine> lines) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>(bounds.stream().map(this::scaled).toList());
    for (SweepLine line : lines) {
      for (Point point : line.points()) {
        if (!line.isLevel()) {
          xs.add(point.x());
        }
        ys.add(scaled(point.summary().median()));
        if (point.summary().interval().exists()) {
          ys.add(scaled(point.summary().interval().low()));
          ys.add(scaled(point.summary().interval().high()));
        }
      }
    }
    double left = xs.stream().mapToDouble(x -> x).min().orElse(0);
    double right = xs.stream().mapToDouble(x -> x).max().orElse(1);
    Plot plot = new Plot(Axes.marked(parameter, xs), Axes.continuous(Axes.title(scale, ys), ys));
    Plot.Segments limits = new Plot.Segments();
    bounds.forEach(b -> limits.add(left, scaled(b), right, scaled(b)));
    plot.segments(limits, Plot.BOUND);
    lines.forEach(line -> draw(plot, line, left, right));
    return plot;
  }

  private void draw(Plot plot, SweepLine line, double left, double right) {
    int colour = runs.colours().get(line.run());
    List<Double> y = line.points().stream().map(p -> scaled(p.summary().median())).toList();
    if (line.isLevel()) {
      double level = y.getFirst();
      plot.line(List.of(left, right), List.of(level, level), colour, line.mark());
      return;
    }
    List<Double> x = line.points().stream().map(Point::x).toList();
    Plot.Segments intervals = new Plot.Segments();
    for (Point point : line.points()) {
      MetricSummary summary = point.summary();
      if (summary.interval().hasWidth()) {
        intervals.add(
            point.x(),
            scaled(summary.interval().low()),
            point.x(),
            scaled(summary.interval().high()));
      }
    }
    plot.line(x, y, colour, line.mark()).segments(intervals, colour);
    plot.points(x, y, colour, line.mark(), false);
    saturation(line)
        .ifPresent(
            point ->
                plot.ring(List.of(point.x()), List.of(scaled(point.summary().median())), colour));
  }

  private double scaled(double value) {
    return value / scale.divisor();
  }

  /**
   * The saturation point of a throughput: the smallest value of the parameter with this share of
   * the best median. Only for what is better when higher, is counted by time, and has points enough
   * to bend.
   */
  private Optional<Point> saturation(SweepLine line) {
    boolean throughput =
        metric.metric().better().equals("higher") && metric.metric().unit().endsWith("/s");
    if (!throughput || line.points().size() < 4) {
      return Optional.empty();
    }
    double best = line.points().stream().mapToDouble(p -> p.summary().median()).max().orElseThrow();
    return line.points().stream().filter(p -> p.summary().median() >= SATURATED * best).findFirst();
  }

  private List<Figure.LegendEntry> legend(
      List<SweepLine> lines, Map<Integer, List<Integer>> alike, boolean severalSeries) {
    SequencedMap<String, String> places = new LinkedHashMap<>();
    SequencedMap<String, String> shapes = new LinkedHashMap<>();
    for (SweepLine line : lines) {
      List<String> labels =
          alike.getOrDefault(line.run(), List.of()).stream().map(runs.labels()::get).toList();
      places.put(String.join(" = ", labels), Plot.name(runs.colours().get(line.run())));
      shapes.put(line.name(), (line.isLevel() ? "l" : "m") + (line.mark() + 1));
    }
    List<Figure.LegendEntry> legend = new ArrayList<>();
    if (runs.labels().size() > 1) {
      places.forEach((label, mark) -> legend.add(new Figure.LegendEntry(mark, label)));
    }
    if (!bounds.isEmpty()) {
      legend.add(Charts.BOUND);
    }
    if (severalSeries) {
      shapes.forEach((label, mark) -> legend.add(new Figure.LegendEntry(mark, label)));
    }
    return legend;
  }

  /** A line for each series; runs that say the same are named together. */
  private List<String> inWords(List<SweepLine> lines, boolean severalRuns) {
    SequencedMap<String, List<String>> runsByText = new LinkedHashMap<>();
    for (SweepLine line : lines) {
      String text = (line.name().isEmpty() ? "" : line.name() + ": ") + inWords(line);
      runsByText.computeIfAbsent(text, k -> new ArrayList<>()).add(runs.labels().get(line.run()));
    }
    List<String> words = new ArrayList<>();
    runsByText.forEach(
        (text, where) -> words.add(severalRuns ? text + " on " + String.join(", ", where) : text));
    return Figure.brief(words);
  }

  private String inWords(SweepLine line) {
    if (line.isLevel() || line.points().size() == 1) {
      return at(line.points().getFirst());
    }
    String saturation =
        saturation(line)
            .map(
                point ->
                    " (saturation point at "
                        + parameter
                        + "\u00A0"
                        + Numbers.number(point.x())
                        + ")")
            .orElse("");
    return at(line.points().getFirst()) + " to " + at(line.points().getLast()) + saturation;
  }

  private String at(Point point) {
    String value = MeasuredValue.of(point.summary()).text();
    return Double.isNaN(point.x())
        ? value
        : value + " at " + parameter + "\u00A0" + Numbers.number(point.x());
  }
}
