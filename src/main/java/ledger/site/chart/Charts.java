package ledger.site.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.MetricSummary;
import ledger.site.page.Figure;
import ledger.text.Numbers;

/**
 * Which charts an experiment gets: lines for each swept metric, an interval plot for each metric
 * that was measured in several ways, and one for all single numbers that share a unit.
 */
public final class Charts {
  /** A sweep has at most this many charts side by side; its other series are in the table. */
  private static final int MOST_CHARTS = 4;

  /** Says what a claim's bound looks like. */
  static final Figure.LegendEntry BOUND = new Figure.LegendEntry("bound", "bound of a claim");

  private final String prefix;
  private final RunNames runs;
  private final List<Claim> claims;
  private int drawn;

  /**
   * @param prefix for IDs, unique on the page
   */
  public Charts(String prefix, RunNames runs, List<Claim> claims) {
    this.prefix = prefix;
    this.runs = runs;
    this.claims = claims;
  }

  /**
   * Metrics that belong together, and their charts.
   *
   * @param figures none if a chart would show nothing
   * @param complete whether the charts show every series
   */
  public record Group(
      String title, List<Measured> metrics, List<Figure> figures, boolean complete) {}

  /** Every metric once, those with one number only behind the others. */
  public List<Group> of(List<Measured> metrics) {
    List<Group> groups = new ArrayList<>();
    Map<String, List<Measured>> single = new LinkedHashMap<>();
    List<Measured> others = new ArrayList<>();
    for (Measured metric : metrics) {
      Optional<String> sweep = metric.sweep();
      if (metric.isConstant()) {
        others.add(metric);
      } else if (sweep.isPresent()) {
        groups.add(sweeps(metric, sweep.get()));
      } else if (metric.series().size() > 1) {
        groups.add(intervals(metric.metric().title(), List.of(metric)));
      } else {
        single.computeIfAbsent(metric.metric().unit(), k -> new ArrayList<>()).add(metric);
      }
    }
    single.forEach(
        (unit, own) -> {
          Group group = intervals(title(unit, own), own);
          if (group.figures().isEmpty()) {
            others.addAll(own);
          } else {
            groups.add(group);
          }
        });
    if (!others.isEmpty()) {
      String title = groups.isEmpty() ? "Numbers" : "Other numbers";
      groups.add(new Group(title, others, List.of(), true));
    }
    return groups;
  }

  /** A metric's first chart, under another title; empty if it would show nothing. */
  Optional<Figure> first(Measured metric, String title) {
    Optional<String> sweep = metric.sweep();
    Group group =
        sweep.isPresent() ? sweeps(metric, sweep.get()) : intervals(title, List.of(metric));
    return group.figures().stream()
        .findFirst()
        .map(
            figure ->
                new Figure(
                    figure.id(),
                    figure.title().equals(metric.metric().title()) || figure.title().equals(title)
                        ? title
                        : title + ": " + figure.title(),
                    figure.svg(),
                    figure.summary(),
                    figure.legend()));
  }

  private Group sweeps(Measured metric, String parameter) {
    SweepChart chart = new SweepChart(metric, parameter, runs, bounds(metric));
    List<SweepSeries> series = chart.series();
    List<Figure> figures = new ArrayList<>();
    boolean complete = true;
    for (List<Integer> members : members(metric)) {
      for (List<SweepSeries> part : SweepSeries.split(series, Plot.SHAPES)) {
        if (figures.size() < MOST_CHARTS) {
          String title = subtitle(metric, members, part, part.size() < series.size());
          chart.draw(id(), title, part, members).ifPresent(figures::add);
        } else {
          complete = false;
        }
      }
    }
    return new Group(metric.metric().title(), List.of(metric), figures, complete);
  }

  /**
   * The runs of a chart: all of them, or those of one kind of host where only their distance would
   * ask for a logarithmic axis.
   */
  private List<List<Integer>> members(Measured metric) {
    List<Integer> all = IntStream.range(0, runs.labels().size()).boxed().toList();
    Map<String, List<Integer>> byKind = new LinkedHashMap<>();
    all.forEach(
        run -> byKind.computeIfAbsent(runs.kinds().get(run), k -> new ArrayList<>()).add(run));
    boolean apart =
        Axes.isLog(medians(metric, all))
            && byKind.values().stream().anyMatch(own -> !Axes.isLog(medians(metric, own)));
    return apart && byKind.size() <= 2 ? List.copyOf(byKind.values()) : List.of(all);
  }

  private static List<Double> medians(Measured metric, List<Integer> members) {
    return metric.series().values().stream()
        .flatMap(byRun -> members.stream().map(byRun::get))
        .filter(summary -> summary != null)
        .map(MetricSummary::median)
        .toList();
  }

  /** What the chart shows of the metric; the metric's title if that is all. */
  private String subtitle(
      Measured metric, List<Integer> members, List<SweepSeries> part, boolean partial) {
    List<String> words = new ArrayList<>();
    if (members.size() < runs.labels().size()) {
      words.add(runs.kinds().get(members.getFirst()));
    }
    if (partial) {
      SweepSeries first = part.getFirst();
      for (String key : SweepSeries.shared(part)) {
        words.add(key + "=" + first.parts().get(key));
      }
      if (words.isEmpty()) {
        words.add("from " + first.name(Set.of()));
      }
    }
    return words.isEmpty() ? metric.metric().title() : String.join(", ", words);
  }

  private Group intervals(String title, List<Measured> metrics) {
    List<IntervalChart.IntervalRow> rows = metrics.stream().flatMap(m -> rows(m).stream()).toList();
    boolean worth =
        rows.size() > 1 || rows.stream().anyMatch(IntervalChart.IntervalRow::hasInterval);
    return new Group(
        title,
        metrics,
        worth ? List.of(IntervalChart.draw(id(), title, rows, runs)) : List.of(),
        rows.size() <= IntervalChart.MOST_ROWS);
  }

  private List<IntervalChart.IntervalRow> rows(Measured metric) {
    List<IntervalChart.IntervalRow> rows = new ArrayList<>();
    boolean single = metric.series().size() == 1;
    metric
        .series()
        .forEach(
            (key, byRun) ->
                rows.add(
                    new IntervalChart.IntervalRow(
                        single ? metric.metric().title() : key.replace("arm=", ""),
                        byRun,
                        bounds(byRun))));
    return rows;
  }

  private String id() {
    return prefix + "-chart" + ++drawn;
  }

  private static String title(String unit, List<Measured> metrics) {
    if (metrics.size() == 1) {
      return metrics.getFirst().metric().title();
    }
    return switch (unit) {
      case "1", "" -> "Ratios and counts";
      case "By", "KiBy", "MiBy", "GiBy" -> "Memory";
      case "s", "ms", "us", "ns" -> "Times";
      default -> "In " + Numbers.scale(unit, 0).unit();
    };
  }

  /** The bounds of claims about one series. */
  private List<Double> bounds(Map<Integer, MetricSummary> byRun) {
    MetricSummary any = byRun.values().iterator().next();
    return claims.stream()
        .filter(claim -> claim.metric().equals(any.metric().id()))
        .filter(claim -> any.parameters().entrySet().containsAll(claim.where().entrySet()))
        .filter(claim -> claim.arm() == null || claim.arm().equals(any.arm()))
        .flatMap(claim -> claim.boundIn(any.metric().unit()).stream())
        .flatMap(bound -> ends(bound).stream())
        .distinct()
        .toList();
  }

  /** The bounds of claims about a metric as a whole. */
  private List<Double> bounds(Measured metric) {
    return claims.stream()
        .filter(claim -> claim.metric().equals(metric.metric().id()) && claim.where().isEmpty())
        .flatMap(claim -> claim.boundIn(metric.metric().unit()).stream())
        .flatMap(bound -> ends(bound).stream())
        .distinct()
        .toList();
  }

  private static List<Double> ends(Bound bound) {
    return switch (bound) {
      case Bound.AtLeast least -> List.of(least.value());
      case Bound.AtMost most -> List.of(most.value());
      case Bound.EqualTo same -> List.of(same.value());
      case Bound.Between between -> List.of(between.low(), between.high());
    };
  }
}
