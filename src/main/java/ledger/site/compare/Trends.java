package ledger.site.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import ledger.site.page.ExperimentModel;
import ledger.site.page.RunPlace;

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
   * A change of the version.
   *
   * @param at the reading that is the first one after it
   * @param words whether the number changed with it, in a sentence
   * @param confirmed whether it surely did
   */
  public record TrendStep(int at, String words, boolean confirmed) {}

  /**
   * An experiment's headline in one place.
   *
   * @param key identifies the experiment among those of its task
   * @param steps oldest first
   * @param readings oldest first, at least two
   */
  public record TrendSeries(
      TaskId task,
      String key,
      String title,
      String metric,
      String unit,
      RunPlace place,
      List<TrendStep> steps,
      List<TrendReading> readings) {}

  private Trends() {}

  /**
   * Those of a task.
   *
   * @param subject names of the packages that results are about
   */
  public static List<TrendSeries> of(TaskEvidence evidence, List<String> subject) {
    List<TrendSeries> all = new ArrayList<>();
    for (int i = 0; i < evidence.experiments().size(); i++) {
      ExperimentEvidence experiment = evidence.experiments().get(i);
      String key = ExperimentModel.key(i);
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
              all.add(series(evidence, key, experiment.title(), place, alike, subject));
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
      String key,
      String title,
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
        key,
        title,
        newest.metric().title(),
        newest.metric().unit(),
        place,
        steps(evidence, runs, newest, subject),
        readings);
  }

  private static String versions(RunRecord run, List<String> subject) {
    return run.host().versions(subject).entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue())
        .collect(Collectors.joining(", "));
  }

  private static List<TrendStep> steps(
      TaskEvidence evidence, List<RunEvidence> runs, MetricSummary headline, List<String> subject) {
    List<TrendStep> steps = new ArrayList<>();
    int before = 0;
    for (int at = 1; at < runs.size(); at++) {
      String now = versions(runs.get(at).record(), subject);
      String then = versions(runs.get(at - 1).record(), subject);
      if (!now.equals(then)) {
        int end = at;
        while (end < runs.size() && versions(runs.get(end).record(), subject).equals(now)) {
          end++;
        }
        List<RunRecord> first = equal(runs.subList(before, at));
        List<RunRecord> second = equal(runs.subList(at, end));
        int start = at;
        Comparison.of(first, second, evidence.calibrations()).stream()
            .filter(row -> isHeadline(row, headline))
            .findFirst()
            .ifPresent(
                row ->
                    steps.add(
                        new TrendStep(
                            start,
                            then + " → " + now + ": " + words(row),
                            row.changed() && row.confirmed())));
        before = at;
      }
    }
    return steps;
  }

  /** Of runs with the same version, oldest first, those that differ in nothing but chance. */
  private static List<RunRecord> equal(List<RunEvidence> runs) {
    return EqualRuns.newest(
        runs.reversed().stream().map(RunEvidence::record).toList(), run -> true);
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
}
