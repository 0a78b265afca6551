package ledger.site.make;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import ledger.document.TaskId;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.chart.IntervalMark;
import ledger.site.learned.Headlines;
import ledger.site.page.Badge;
import ledger.site.page.BoardPage;
import ledger.site.page.Frame;
import ledger.site.page.ResultsPage;
import ledger.site.page.RunPlace;
import ledger.site.page.TaskPageModel;
import ledger.text.EnumNames;
import org.jspecify.annotations.Nullable;

/** Builds the page of results by host. */
public final class ResultsBuilder {
  /**
   * An experiment and its newest run at each place where it ran.
   *
   * @param history the page with all its runs; null if there are no others
   */
  public record ExperimentRuns(
      TaskId task,
      String experiment,
      String title,
      @Nullable String history,
      Map<RunPlace, RunBrief> runs) {}

  /**
   * A run in short.
   *
   * @param packages versions of those that the results are about
   * @param blas name of the library for linear algebra
   * @param headline what was measured of the headline, and the same in words
   */
  public record RunBrief(
      Status status,
      String run,
      @Nullable String page,
      String date,
      SortedMap<String, String> packages,
      String blas,
      boolean imported,
      @Nullable MetricSummary headline,
      TaskPageModel.@Nullable Headline words) {
    static RunBrief of(RunEvidence run, List<String> subject) {
      return new RunBrief(
          run.verdict().status(),
          run.record().run(),
          RunPages.href(run.record(), ""),
          run.record().started().atZone(ZoneOffset.UTC).toLocalDate().toString(),
          run.record().host().versions(subject),
          run.record().host().blas().name(),
          run.record().imported() != null,
          run.headline().orElse(null),
          Headlines.of(run, subject).orElse(null));
    }
  }

  /** What a host says of a BLAS that it does not know. */
  private static final String UNKNOWN = "unknown";

  private final List<RunPlace> places;
  private final List<ExperimentRuns> rows;

  public ResultsBuilder(List<RunPlace> places, List<ExperimentRuns> rows) {
    this.places = places;
    this.rows = rows;
  }

  static List<ExperimentRuns> rows(TaskEvidence evidence, List<String> subject) {
    List<ExperimentRuns> rows = new ArrayList<>();
    for (int i = 0; i < evidence.experiments().size(); i++) {
      ExperimentEvidence experiment = evidence.experiments().get(i);
      Map<RunPlace, RunBrief> byPlace = new HashMap<>();
      experiment
          .newest()
          .forEach(run -> byPlace.putIfAbsent(RunPlace.of(run), RunBrief.of(run, subject)));
      rows.add(
          new ExperimentRuns(
              evidence.task(),
              experiment.experiment(),
              experiment.title(),
              RunPages.history(evidence.task(), experiment, i, ""),
              byPlace));
    }
    return rows;
  }

  /** What the environments' names stand for: versions and BLAS of their newest runs. */
  static List<BoardPage.EnvironmentNote> environments(List<ExperimentRuns> rows) {
    Map<String, Map<String, RunBrief>> newest = new TreeMap<>(RunPlace.BY_ENVIRONMENT);
    for (ExperimentRuns row : rows) {
      row.runs.forEach(
          (place, run) ->
              newest
                  .computeIfAbsent(place.environment(), k -> new TreeMap<>())
                  .merge(
                      place.kind(),
                      run,
                      (one, other) -> one.run.compareTo(other.run) < 0 ? other : one));
    }
    List<BoardPage.EnvironmentNote> notes = new ArrayList<>();
    newest.forEach(
        (name, byKind) ->
            notes.add(
                new BoardPage.EnvironmentNote(
                    name,
                    byKind.values().stream()
                        .map(ResultsBuilder::note)
                        .filter(note -> !note.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("; ")))));
    notes.removeIf(note -> note.text().isEmpty());
    return notes;
  }

  private static String note(RunBrief run) {
    String versions = HostFacts.pairs(run.packages, " ");
    return versions + (versions.isEmpty() || blas(run).isEmpty() ? "" : ", ") + blas(run);
  }

  private static String blas(RunBrief run) {
    return run.blas.equals(UNKNOWN) ? "" : "BLAS " + run.blas;
  }

  public ResultsPage page(Frame frame) {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    places.forEach(place -> kinds.merge(place.kind(), 1, Integer::sum));
    return new ResultsPage(
        frame,
        kinds.entrySet().stream()
            .map(kind -> new ResultsPage.HostKindColumns(kind.getKey(), kind.getValue()))
            .toList(),
        places.stream().map(RunPlace::environment).toList(),
        places.stream().map(place -> place.environment() + ", " + place.kind()).toList(),
        environments(rows),
        rows.stream().map(this::row).toList());
  }

  private ResultsPage.ResultsRow row(ExperimentRuns row) {
    List<MetricSummary> all =
        row.runs.values().stream().map(RunBrief::headline).filter(Objects::nonNull).toList();
    TaskPageModel.Headline words =
        row.runs.values().stream()
            .map(RunBrief::words)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return new ResultsPage.ResultsRow(
        path(row),
        row.task.value(),
        row.title,
        words == null ? "" : words.metric(),
        row.history,
        words == null ? "" : words.bound(),
        inPlace(row, cell -> cell(cell, all)));
  }

  private static ResultsPage.ResultsCell cell(RunBrief cell, List<MetricSummary> all) {
    TaskPageModel.Headline words = cell.words;
    MetricSummary headline = cell.headline;
    return new ResultsPage.ResultsCell(
        words == null ? "" : words.value(),
        words == null ? "" : words.interval(),
        headline == null ? null : IntervalMark.of(headline, all),
        Badge.of(cell.status),
        cell.date,
        cell.page,
        HostFacts.pairs(cell.packages, " ") + (cell.imported ? " (imported)" : ""));
  }

  /** A value for each place; null if it did not run there. */
  private <T> List<@Nullable T> inPlace(ExperimentRuns row, Function<RunBrief, T> value) {
    List<@Nullable T> values = new ArrayList<>();
    for (RunPlace place : places) {
      RunBrief cell = row.runs.get(place);
      values.add(cell == null ? null : value.apply(cell));
    }
    return values;
  }

  /** The same for programs. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("places", places.stream().map(ResultsBuilder::fields).toList());
    fields.put("rows", rows.stream().map(this::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(RunPlace place) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("host_kind", place.kind());
    fields.put("environment", place.environment());
    return fields;
  }

  private Map<String, Object> fields(ExperimentRuns row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", row.task.value());
    fields.put("page", path(row));
    fields.put("experiment", row.experiment);
    fields.put("title", row.title);
    fields.put("runs", inPlace(row, ResultsBuilder::fields));
    return fields;
  }

  private static Map<String, @Nullable Object> fields(RunBrief cell) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("verdict", EnumNames.hyphenated(cell.status));
    fields.put("run", cell.run);
    fields.put("page", cell.page);
    fields.put("date", cell.date);
    fields.put("packages", cell.packages);
    fields.put("imported", cell.imported);
    return fields;
  }

  private static String path(ExperimentRuns row) {
    return "tasks/" + row.task + ".html";
  }
}
