package ledger.site.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ledger.document.TaskId;
import ledger.site.chart.TrendChart;
import ledger.site.compare.Trends.TrendReading;
import ledger.site.compare.Trends.TrendSeries;
import ledger.site.compare.Trends.TrendStep;
import ledger.site.page.Frame;
import ledger.site.page.RunPlace;
import ledger.text.Numbers;

/** Shows headlines over runs: all of them on one page, and each on that of its experiment. */
public final class TrendLines {
  private final List<RunPlace> places;
  private final String root;

  /**
   * @param places a place's number in it gives its colour
   * @param root the way to the site's folder from the page
   */
  public TrendLines(List<RunPlace> places, String root) {
    this.places = places;
    this.root = root;
  }

  /** The path of the page with all of an experiment's runs below the site, without its ending. */
  public static String path(TaskId task, String key) {
    return "metrics/" + task + "/" + key;
  }

  /** The page of all tasks' headlines; those that never changed come last. */
  public TrendsPage page(Frame frame, List<TrendSeries> all) {
    List<TrendsPage.TrendLine> lines = new ArrayList<>(lines(all));
    lines.sort(Comparator.comparing(line -> line.drawing() == null));
    return new TrendsPage(frame, lines);
  }

  /** Those of some headlines. */
  public List<TrendsPage.TrendLine> lines(List<TrendSeries> all) {
    List<TrendsPage.TrendLine> lines = new ArrayList<>();
    for (TrendSeries series : all) {
      lines.add(line("t" + (lines.size() + 1), series));
    }
    return lines;
  }

  private TrendsPage.TrendLine line(String key, TrendSeries series) {
    List<TrendReading> readings = series.readings();
    double largest = readings.stream().mapToDouble(one -> Math.abs(one.value())).max().orElse(1);
    Numbers.Scale scale = Numbers.scale(series.unit(), largest);
    double most = readings.stream().mapToDouble(TrendReading::value).max().orElse(0);
    double least = readings.stream().mapToDouble(TrendReading::value).min().orElse(0);
    String place = series.place().environment() + " on " + series.place().kind();
    String label =
        series.metric()
            + " on "
            + place
            + ", "
            + readings.size()
            + " runs, from "
            + scale.with(readings.getFirst().value())
            + " to "
            + scale.with(readings.getLast().value());
    return new TrendsPage.TrendLine(
        key,
        place.replaceAll("[^A-Za-z0-9_-]+", "-"),
        root + "tasks/" + series.task() + ".html",
        root + path(series.task(), series.key()) + ".html",
        series.task().value(),
        series.title(),
        series.metric(),
        place,
        least == most
            ? null
            : new TrendChart(marks(series))
                .svg(
                    label,
                    scale.with(least),
                    scale.with(most),
                    Math.max(0, places.indexOf(series.place()))),
        least == most ? scale.with(least) : "",
        readings.size(),
        series.steps().stream().map(TrendStep::words).toList());
  }

  private static List<TrendChart.TrendMark> marks(TrendSeries series) {
    List<TrendChart.TrendMark> marks = new ArrayList<>();
    for (TrendReading one : series.readings()) {
      int at = marks.size();
      boolean changed =
          series.steps().stream().anyMatch(step -> step.at() == at && step.confirmed());
      marks.add(
          new TrendChart.TrendMark(
              one.value(), one.interval(), one.date(), one.versions(), changed));
    }
    return marks;
  }
}
