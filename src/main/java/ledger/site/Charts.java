package ledger.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.evidence.Bound;
import ledger.evidence.Claim;
import ledger.evidence.MetricSummary;

/**
 * Which charts an experiment gets: a line for each swept metric, an interval plot for each metric
 * that was measured in several ways, and one for all single numbers that share a unit.
 */
final class Charts {
  private final String prefix;
  private final List<String> runs;
  private final List<Integer> colours;
  private final List<Claim> claims;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * @param prefix for IDs, unique on the page
   * @param runs what each run is called
   * @param colours of each run, the same on every page
   */
  Charts(String prefix, List<String> runs, List<Integer> colours, List<Claim> claims) {
    this.prefix = prefix;
    this.runs = runs;
    this.colours = colours;
    this.claims = claims;
  }

  List<Figure> of(List<Measured> metrics) {
    Map<String, List<IntervalChart.Row>> shared = new LinkedHashMap<>();
    for (Measured metric : metrics) {
      Optional<String> sweep = metric.sweep();
      if (sweep.isPresent()) {
        figures.add(SweepChart.draw(id(), metric, sweep.get(), runs, colours, bounds(metric)));
      } else if (metric.series().size() > 1) {
        List<IntervalChart.Row> rows = new ArrayList<>();
        metric
            .series()
            .forEach((key, byRun) -> rows.add(new IntervalChart.Row(key, byRun, bounds(byRun))));
        add(metric.metric().title(), rows);
      } else {
        metric
            .series()
            .forEach(
                (key, byRun) ->
                    shared
                        .computeIfAbsent(metric.metric().unit(), k -> new ArrayList<>())
                        .add(new IntervalChart.Row(metric.metric().id(), byRun, bounds(byRun))));
      }
    }
    shared.forEach((unit, rows) -> add(title(unit, rows), rows));
    return figures;
  }

  private void add(String title, List<IntervalChart.Row> rows) {
    if (rows.size() > 1 || rows.stream().anyMatch(IntervalChart.Row::hasInterval)) {
      figures.add(IntervalChart.draw(id(), title, rows, runs, colours));
    }
  }

  private String id() {
    return prefix + "-chart" + (figures.size() + 1);
  }

  private static String title(String unit, List<IntervalChart.Row> rows) {
    if (rows.size() == 1) {
      return rows.getFirst().summaries().getFirst().metric().title();
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
        .flatMap(claim -> ends(claim.bound()).stream())
        .distinct()
        .toList();
  }

  /** The bounds of claims about a metric as a whole. */
  private List<Double> bounds(Measured metric) {
    return claims.stream()
        .filter(claim -> claim.metric().equals(metric.metric().id()) && claim.where().isEmpty())
        .flatMap(claim -> ends(claim.bound()).stream())
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
