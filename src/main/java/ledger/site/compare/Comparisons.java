package ledger.site.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import ledger.document.TaskId;
import ledger.evidence.compare.ComparedSeries;
import ledger.evidence.compare.Comparison;
import ledger.evidence.compare.Difference;
import ledger.evidence.compare.EqualRuns;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimChange;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ComparisonFields;
import ledger.evidence.words.ComparisonWords;
import ledger.site.page.Badge;
import ledger.site.page.Frame;
import ledger.site.page.Html;
import ledger.site.page.RunPlace;
import ledger.site.page.SeriesName;
import ledger.text.EnumNames;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Compares every environment of a task's experiments with the usual one on the same kind of host,
 * or with the usual one elsewhere if that never ran there. The verdicts are those of {@code
 * compare}.
 */
public final class Comparisons {
  /** An experiment in two places, as the core compares it. */
  private record ComparedPair(
      ExperimentEvidence experiment,
      RunEvidence base,
      RunEvidence other,
      List<RunRecord> first,
      List<RunRecord> second,
      List<ComparedSeries> rows) {}

  /** By verdict, changes first. */
  private static final Comparator<ComparedSeries> ORDER =
      Comparator.comparing(ComparedSeries::answer).thenComparing(ComparedSeries::unconfirmed);

  private final TaskId task;
  private final List<ComparedPair> pairs = new ArrayList<>();

  public Comparisons(TaskEvidence evidence) {
    this.task = evidence.task();
    evidence.experiments().forEach(experiment -> add(evidence, experiment));
  }

  /** The page's path below the site, without its ending. */
  public static String path(TaskId task) {
    return "compare/" + task;
  }

  public boolean isEmpty() {
    return pairs.isEmpty();
  }

  private void add(TaskEvidence evidence, ExperimentEvidence experiment) {
    List<RunEvidence> newest = experiment.newest();
    for (RunEvidence other : newest) {
      RunEvidence base = base(newest, other);
      if (!RunPlace.of(base).equals(RunPlace.of(other))) {
        List<RunRecord> first = equal(experiment, base);
        List<RunRecord> second = equal(experiment, other);
        if (!first.isEmpty() && !second.isEmpty()) {
          List<ComparedSeries> rows = Comparison.of(first, second, evidence.calibrations());
          if (!rows.isEmpty()) {
            pairs.add(new ComparedPair(experiment, base, other, first, second, rows));
          }
        }
      }
    }
  }

  /** The usual environment's run on the other's kind of host; the first of all if there is none. */
  private static RunEvidence base(List<RunEvidence> newest, RunEvidence other) {
    String usual = newest.getFirst().record().environment();
    return newest.stream()
        .filter(run -> run.record().environment().equals(usual))
        .filter(run -> RunPlace.of(run).kind().equals(RunPlace.of(other).kind()))
        .findFirst()
        .orElse(newest.getFirst());
  }

  private static List<RunRecord> equal(ExperimentEvidence experiment, RunEvidence side) {
    List<RunRecord> all =
        Stream.concat(experiment.newest().stream(), experiment.older().stream())
            .map(RunEvidence::record)
            .sorted(Comparator.comparing(RunRecord::started).reversed())
            .toList();
    RunPlace place = RunPlace.of(side);
    return EqualRuns.newest(
        all,
        run ->
            run.environment().equals(place.environment())
                && run.inputs().hostKind().equals(place.kind()));
  }

  /**
   * A pair in short, for the pages across tasks.
   *
   * @param fields the same for programs
   * @param side what the pair has on each side
   * @param claims that the newest runs answer differently
   * @param changes of series
   * @param same how many series are the same
   * @param open how many cannot be told apart
   */
  public record Brief(
      ComparePage.PairSummary row,
      Map<String, @Nullable Object> fields,
      PairSides side,
      List<ClaimChange> claims,
      List<ComparedSeries> changes,
      int same,
      int open) {}

  /**
   * Where the two sides are, and what they have.
   *
   * @param packages versions of those that the results are about, on the first side
   * @param others likewise on the second
   * @param runs how many a side, on the side with fewer
   */
  public record PairSides(
      RunPlace first,
      RunPlace second,
      SortedMap<String, String> packages,
      SortedMap<String, String> others,
      int runs) {}

  /**
   * Every pair in short.
   *
   * @param subject names of the packages that the results are about
   */
  public List<Brief> briefs(List<String> subject) {
    List<Brief> briefs = new ArrayList<>();
    for (ComparedPair pair : pairs) {
      List<String> labels = labels(pair);
      String href = path(task) + ".html#" + key(briefs.size());
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("id", task.value());
      fields.put("page", href);
      fields.put("json", path(task) + ".json");
      fields.putAll(sides(pair));
      fields.put("verdicts", verdicts(pair.rows));
      briefs.add(
          new Brief(
              new ComparePage.PairSummary(
                  href,
                  task.value(),
                  pair.experiment.title(),
                  labels.getFirst(),
                  labels.getLast(),
                  tallies(pair.rows)),
              fields,
              new PairSides(
                  RunPlace.of(pair.base),
                  RunPlace.of(pair.other),
                  pair.base.record().host().versions(subject),
                  pair.other.record().host().versions(subject),
                  Math.min(pair.first.size(), pair.second.size())),
              ClaimChange.between(pair.base.verdict(), pair.other.verdict()),
              pair.rows.stream().filter(ComparedSeries::changed).toList(),
              count(pair.rows, Difference.SAME),
              count(pair.rows, Difference.NOT_TOLD_APART)));
    }
    return briefs;
  }

  private static int count(List<ComparedSeries> rows, Difference answer) {
    return (int) rows.stream().filter(row -> row.answer() == answer).count();
  }

  private static List<Object> verdicts(List<ComparedSeries> rows) {
    Map<List<Object>, Integer> counts = new LinkedHashMap<>();
    rows.stream()
        .sorted(ORDER)
        .forEach(
            row ->
                counts.merge(
                    List.of(EnumNames.hyphenated(row.answer()), row.confirmed()), 1, Integer::sum));
    List<Object> verdicts = new ArrayList<>();
    counts.forEach(
        (verdict, count) -> {
          Map<String, Object> fields = new LinkedHashMap<>();
          fields.put("answer", verdict.getFirst());
          fields.put("confirmed", verdict.getLast());
          fields.put("series", count);
          verdicts.add(fields);
        });
    return verdicts;
  }

  public ComparisonPage page(Frame frame, Html title) {
    List<ComparisonPage.PairComparison> parts = new ArrayList<>();
    for (ComparedPair pair : pairs) {
      List<String> labels = labels(pair);
      parts.add(
          new ComparisonPage.PairComparison(
              key(parts.size()),
              pair.experiment.title(),
              side(labels.getFirst(), pair.first),
              side(labels.getLast(), pair.second),
              tallies(pair.rows),
              rows(pair, true),
              rows(pair, false)));
    }
    return new ComparisonPage(
        frame, frame.root() + "tasks/" + task + ".html", task.value(), title, parts);
  }

  private static String key(int index) {
    return "c" + (index + 1);
  }

  private static List<String> labels(ComparedPair pair) {
    return RunPlace.labels(List.of(RunPlace.of(pair.base), RunPlace.of(pair.other)));
  }

  private static List<ComparisonPage.SeriesComparison> rows(ComparedPair pair, boolean changed) {
    return pair.rows.stream()
        .filter(row -> row.changed() == changed)
        .sorted(ComparedSeries.MOST_TELLING)
        .map(Comparisons::row)
        .toList();
  }

  private static List<ComparePage.VerdictCount> tallies(List<ComparedSeries> rows) {
    Map<Badge, Integer> counts = new LinkedHashMap<>();
    rows.stream().sorted(ORDER).forEach(row -> counts.merge(Badge.of(row), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(count -> new ComparePage.VerdictCount(count.getKey(), count.getValue()))
        .toList();
  }

  private static ComparisonPage.ComparedSide side(String label, List<RunRecord> runs) {
    return new ComparisonPage.ComparedSide(label, Numbers.count(runs.size(), "run", "runs"));
  }

  private static ComparisonPage.SeriesComparison row(ComparedSeries row) {
    ShiftWords words = new ShiftWords(row);
    return new ComparisonPage.SeriesComparison(
        row.metric().title(),
        SeriesName.of(row.parameters(), row.arm()),
        words.first(),
        words.second(),
        words.runs(row.firstRuns()),
        words.runs(row.secondRuns()),
        words.shift(),
        words.interval(),
        words.noise(),
        Badge.of(row),
        ComparisonWords.of(row.reason()));
  }

  /** The same for programs, with full precision. */
  public List<Map<String, @Nullable Object>> fields() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (ComparedPair pair : pairs) {
      Map<String, @Nullable Object> fields = sides(pair);
      fields.put("metrics", pair.rows.stream().map(ComparisonFields::of).toList());
      all.add(fields);
    }
    return all;
  }

  private static Map<String, @Nullable Object> sides(ComparedPair pair) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("experiment", pair.experiment.experiment());
    fields.put("title", pair.experiment.title());
    fields.put("first", fields(pair.first));
    fields.put("second", fields(pair.second));
    return fields;
  }

  private static Map<String, Object> fields(List<RunRecord> side) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("environment", side.getFirst().environment());
    fields.put("host_kind", side.getFirst().inputs().hostKind());
    fields.put("runs", side.stream().map(RunRecord::run).toList());
    return fields;
  }
}
