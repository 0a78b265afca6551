package ledger.site.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ledger.document.TaskId;
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.compare.ComparedSeries;
import ledger.evidence.compare.Comparison;
import ledger.evidence.compare.EqualRuns;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.chart.TrendChart;
import ledger.site.page.Frame;
import ledger.site.page.RunPlace;
import ledger.text.Numbers;

/**
 * Headlines over runs. Whether one changed with the version is decided as {@code compare} decides
 * it, by the equal runs before and after; a line that only looks as if it had a step has none.
 */
public final class Trends {
  private static final int FEWEST = 2;

  /**
   * A run's headline.
   *
   * @param run its ID
   */
  public record TrendReading(
      String run, String date, String versions, double value, Interval interval) {}

  /**
   * An experiment's headline in one place.
   *
   * @param step whether it changed with the last change of the version, in a sentence
   * @param readings oldest first, at least two
   */
  public record TrendSeries(
      TaskId task,
      String title,
      String metric,
      String unit,
      RunPlace place,
      String step,
      List<TrendReading> readings) {}

  private Trends() {}

  /**
   * Those of a task.
   *
   * @param subject names of the packages that results are about
   */
  public static List<TrendSeries> of(TaskEvidence evidence, List<String> subject) {
    List<TrendSeries> all = new ArrayList<>();
    for (ExperimentEvidence experiment : evidence.experiments()) {
      SortedMap<RunPlace, List<RunEvidence>> byPlace =
          experiment
              .runs()
              .filter(run -> !run.record().quick())
              .filter(run -> run.record().exit().kind() == Exit.Kind.COMPLETED)
              .filter(run -> run.record().headline() != null && run.headline().isPresent())
              .sorted(Comparator.comparing(run -> run.record().started()))
              .collect(Collectors.groupingBy(RunPlace::of, TreeMap::new, Collectors.toList()));
      byPlace.forEach(
          (place, runs) -> {
            List<RunEvidence> alike = alike(runs);
            if (alike.size() >= FEWEST) {
              all.add(series(evidence, experiment, place, alike, subject));
            }
          });
    }
    return all;
  }

  /** Runs whose headline is the same series as that of the newest. */
  private static List<RunEvidence> alike(List<RunEvidence> runs) {
    MetricSummary newest = runs.getLast().headline().orElseThrow();
    return runs.stream().filter(run -> isSeries(run.headline().orElseThrow(), newest)).toList();
  }

  private static boolean isSeries(MetricSummary one, MetricSummary other) {
    return one.metric().id().equals(other.metric().id())
        && one.metric().unit().equals(other.metric().unit())
        && one.parameters().equals(other.parameters())
        && Objects.equals(one.arm(), other.arm());
  }

  private static TrendSeries series(
      TaskEvidence evidence,
      ExperimentEvidence experiment,
      RunPlace place,
      List<RunEvidence> runs,
      List<String> subject) {
    MetricSummary newest = runs.getLast().headline().orElseThrow();
    List<TrendReading> readings =
        runs.stream()
            .map(
                run -> {
                  MetricSummary summary = run.headline().orElseThrow();
                  return new TrendReading(
                      run.record().run(),
                      run.record().started().toString().substring(0, 10),
                      versions(run.record(), subject),
                      summary.median(),
                      summary.interval());
                })
            .toList();
    return new TrendSeries(
        evidence.task(),
        experiment.title(),
        newest.metric().title(),
        newest.metric().unit(),
        place,
        step(evidence, runs, newest, subject),
        readings);
  }

  private static String versions(RunRecord run, List<String> subject) {
    return run.host().versions(subject).entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String step(
      TaskEvidence evidence, List<RunEvidence> runs, MetricSummary headline, List<String> subject) {
    List<RunRecord> newestFirst = runs.reversed().stream().map(RunEvidence::record).toList();
    String now = versions(newestFirst.getFirst(), subject);
    List<RunRecord> after =
        EqualRuns.newest(newestFirst, run -> versions(run, subject).equals(now));
    List<RunRecord> before =
        EqualRuns.newest(newestFirst, run -> !versions(run, subject).equals(now));
    if (before.isEmpty() || after.isEmpty()) {
      return "";
    }
    String steps = versions(before.getFirst(), subject) + " → " + now + ": ";
    return Comparison.of(before, after, evidence.calibrations()).stream()
        .filter(row -> isHeadline(row, headline))
        .findFirst()
        .map(row -> steps + words(row))
        .orElse("");
  }

  private static boolean isHeadline(ComparedSeries row, MetricSummary headline) {
    return row.metric().id().equals(headline.metric().id())
        && row.parameters().equals(headline.parameters())
        && Objects.equals(row.arm(), headline.arm());
  }

  private static String words(ComparedSeries row) {
    ShiftWords words = new ShiftWords(row);
    String change = words.first() + " → " + words.second();
    return row.changed()
        ? row.confirmed()
            ? "changed, " + change
            : "looks changed, " + change + ", in too few runs to rely on"
        : "no change beyond the noise";
  }

  /** The page of all tasks' headlines. */
  public static TrendsPage page(
      Frame frame, List<TrendSeries> all, List<RunPlace> places, Map<String, String> runPages) {
    List<TrendsPage.TrendLine> lines = new ArrayList<>();
    for (TrendSeries series : all) {
      lines.add(line("t" + (lines.size() + 1), series, places, runPages));
    }
    return new TrendsPage(frame, lines);
  }

  private static TrendsPage.TrendLine line(
      String key, TrendSeries series, List<RunPlace> places, Map<String, String> runPages) {
    double largest =
        series.readings.stream().mapToDouble(one -> Math.abs(one.value)).max().orElse(1);
    Numbers.Scale scale = Numbers.scale(series.unit, largest);
    List<TrendChart.TrendMark> drawn =
        series.readings.stream()
            .map(one -> new TrendChart.TrendMark(one.value, one.interval, one.date, one.versions))
            .toList();
    double most = series.readings.stream().mapToDouble(TrendReading::value).max().orElse(0);
    double least = series.readings.stream().mapToDouble(TrendReading::value).min().orElse(0);
    String place = series.place.environment() + " on " + series.place.kind();
    String label =
        series.metric
            + " on "
            + place
            + ", "
            + series.readings.size()
            + " runs, from "
            + scale.with(series.readings.getFirst().value)
            + " to "
            + scale.with(series.readings.getLast().value);
    return new TrendsPage.TrendLine(
        key,
        "tasks/" + series.task + ".html",
        series.task.value(),
        series.title,
        series.metric,
        place,
        least == most
            ? null
            : new TrendChart(drawn)
                .svg(
                    label,
                    scale.with(least),
                    scale.with(most),
                    Math.max(0, places.indexOf(series.place))),
        least == most ? scale.with(least) : "",
        series.step,
        series.readings.stream()
            .map(
                one ->
                    new TrendsPage.TrendPoint(
                        runPages.get(one.run),
                        one.date,
                        one.versions,
                        scale.with(one.value),
                        one.interval.exists()
                            ? scale.number(one.interval.low())
                                + " to "
                                + scale.with(one.interval.high())
                            : ""))
            .toList());
  }
}
