package ledger.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.evidence.MetricSummary;

/** A metric against the parameter that was swept, one line a series. */
final class SweepChart {
  private SweepChart() {}

  private record Point(double x, int run, MetricSummary summary) {}

  static Figure draw(
      String id,
      Measured metric,
      String parameter,
      List<String> runs,
      List<Integer> colours,
      List<Double> bounds) {
    SequencedMap<String, List<Point>> lines = lines(metric, parameter, runs);
    Numbers.Scale scale = metric.scale();
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>(bounds.stream().map(b -> b / scale.divisor()).toList());
    lines.values().stream()
        .flatMap(List::stream)
        .forEach(
            point -> {
              xs.add(point.x());
              MetricSummary summary = point.summary();
              ys.add(summary.median() / scale.divisor());
              if (!Double.isNaN(summary.low())) {
                ys.add(summary.low() / scale.divisor());
                ys.add(summary.high() / scale.divisor());
              }
            });
    Plot plot = new Plot().x(Axes.marked(parameter, xs));
    plot.y(Axes.continuous(scale.unit().isEmpty() ? "ratio" : scale.unit(), ys));
    double left = xs.stream().mapToDouble(x -> x).min().orElse(0);
    double right = xs.stream().mapToDouble(x -> x).max().orElse(1);
    Plot.Segments limits = new Plot.Segments();
    bounds.forEach(b -> limits.add(left, b / scale.divisor(), right, b / scale.divisor()));
    plot.segments(limits, Plot.BOUND);
    List<Integer> own = colours(lines, colours);
    int number = 0;
    for (List<Point> points : lines.values()) {
      int colour = own.get(number++);
      List<Double> x = points.stream().map(Point::x).toList();
      List<Double> y = points.stream().map(p -> p.summary().median() / scale.divisor()).toList();
      Plot.Segments intervals = new Plot.Segments();
      for (Point point : points) {
        MetricSummary summary = point.summary();
        if (!Double.isNaN(summary.low()) && summary.low() < summary.high()) {
          double low = summary.low() / scale.divisor();
          intervals.add(point.x(), low, point.x(), summary.high() / scale.divisor());
        }
      }
      plot.line(x, y, colour).segments(intervals, colour).points(x, y, colour, 3.2, 1);
    }
    String title = metric.metric().title();
    String summary = summary(lines, parameter);
    return new Figure(
        id, title, new Html(plot.svg(title + ". " + summary, 250)), summary, legend(lines, own));
  }

  /** At most as many lines as there are colours: those of the first runs. */
  private static SequencedMap<String, List<Point>> lines(
      Measured metric, String parameter, List<String> runs) {
    SequencedMap<String, List<Point>> lines = new LinkedHashMap<>();
    for (int r = 0; r < runs.size(); r++) {
      int run = r;
      SequencedMap<String, List<Point>> own = new LinkedHashMap<>();
      for (Map<Integer, MetricSummary> byRun : metric.series().values()) {
        MetricSummary summary = byRun.get(run);
        if (summary != null) {
          Measured.number(summary.parameters().getOrDefault(parameter, ""))
              .ifPresent(
                  x ->
                      own.computeIfAbsent(name(summary, parameter), k -> new ArrayList<>())
                          .add(new Point(x, run, summary)));
        }
      }
      boolean several = metric.series().values().stream().anyMatch(m -> m.size() > 1);
      String label = several ? runs.get(run) : "";
      if (lines.isEmpty() || lines.size() + own.size() <= Plot.COLOURS) {
        own.forEach((name, points) -> lines.put(joined(label, name), sorted(points)));
      }
    }
    return lines;
  }

  /**
   * Those of the runs where each has one line, so that a place keeps its colour; else by number.
   */
  private static List<Integer> colours(
      SequencedMap<String, List<Point>> lines, List<Integer> colours) {
    List<Integer> runs = lines.values().stream().map(line -> line.getFirst().run()).toList();
    boolean one = runs.stream().distinct().count() == runs.size();
    List<Integer> own = new ArrayList<>();
    for (int run : runs) {
      own.add(one ? colours.get(run) : own.size());
    }
    return own;
  }

  private static List<Point> sorted(List<Point> points) {
    return points.stream().sorted(Comparator.comparingDouble(Point::x)).toList();
  }

  private static String joined(String a, String b) {
    return a.isEmpty() ? b : b.isEmpty() ? a : a + ", " + b;
  }

  /** The series apart from the swept parameter. */
  private static String name(MetricSummary summary, String parameter) {
    SortedMap<String, String> rest = new TreeMap<>(summary.parameters());
    rest.remove(parameter);
    String arm = summary.arm();
    if (arm != null) {
      rest.put("arm", arm);
    }
    List<String> pairs = new ArrayList<>();
    rest.forEach((key, value) -> pairs.add(key + "=" + value));
    return String.join(", ", pairs);
  }

  private static List<Figure.LegendEntry> legend(
      SequencedMap<String, List<Point>> lines, List<Integer> colours) {
    List<Figure.LegendEntry> legend = new ArrayList<>();
    for (String name : lines.keySet()) {
      legend.add(new Figure.LegendEntry(Plot.name(colours.get(legend.size())), name));
    }
    return legend.size() > 1 ? legend : List.of();
  }

  private static String summary(SequencedMap<String, List<Point>> lines, String parameter) {
    List<String> parts = new ArrayList<>();
    lines.forEach(
        (name, points) ->
            parts.add(
                (name.isEmpty() ? "" : name + ": ")
                    + at(points.getFirst(), parameter)
                    + " to "
                    + at(points.getLast(), parameter)));
    return String.join("; ", parts) + ".";
  }

  private static String at(Point point, String parameter) {
    return EvidenceModel.Value.of(point.summary()).text()
        + " at "
        + parameter
        + "\u00A0"
        + Numbers.number(point.x());
  }
}
