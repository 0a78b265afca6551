package ledger.site;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.ExperimentEvidence;
import ledger.evidence.RunEvidence;
import org.jspecify.annotations.Nullable;

/** Makes the page of results by host. */
final class Matrix {
  /** An experiment and its newest run at each place. */
  private record Row(
      TaskId task, ExperimentEvidence experiment, List<@Nullable RunEvidence> runs) {}

  private final List<Place> places;
  private final List<Row> rows = new ArrayList<>();

  Matrix(SiteInput input) {
    this.places = Place.all(input);
    for (Task task : input.ledger().tasks()) {
      for (ExperimentEvidence experiment : SheetMaker.evidence(input, task.id()).experiments()) {
        Map<Place, RunEvidence> byPlace = new HashMap<>();
        experiment.newest().forEach(run -> byPlace.putIfAbsent(Place.of(run), run));
        List<@Nullable RunEvidence> runs = new ArrayList<>();
        places.forEach(place -> runs.add(byPlace.get(place)));
        rows.add(new Row(task.id(), experiment, runs));
      }
    }
  }

  ResultsPage page(Frame frame) {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    places.forEach(place -> kinds.merge(place.kind(), 1, Integer::sum));
    return new ResultsPage(
        frame,
        kinds.entrySet().stream()
            .map(kind -> new ResultsPage.Kind(kind.getKey(), kind.getValue()))
            .toList(),
        places.stream().map(Place::environment).toList(),
        places.stream().map(place -> place.environment() + ", " + place.kind()).toList(),
        rows.stream().map(Matrix::row).toList());
  }

  private static ResultsPage.Row row(Row row) {
    List<ResultsPage.@Nullable Cell> cells = new ArrayList<>();
    row.runs.forEach(run -> cells.add(run == null ? null : cell(run)));
    return new ResultsPage.Row(path(row), row.task.value(), row.experiment.title(), cells);
  }

  private static ResultsPage.Cell cell(RunEvidence run) {
    String mlx = mlx(run);
    return new ResultsPage.Cell(
        Badge.of(run.verdict().status()),
        date(run),
        RunPages.href(run.record(), ""),
        mlx == null ? "" : "MLX " + mlx);
  }

  /** The same for programs. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("places", places.stream().map(Matrix::fields).toList());
    fields.put("rows", rows.stream().map(Matrix::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(Place place) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("host_kind", place.kind());
    fields.put("environment", place.environment());
    return fields;
  }

  private static Map<String, Object> fields(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", row.task.value());
    fields.put("page", path(row));
    fields.put("experiment", row.experiment.experiment());
    fields.put("title", row.experiment.title());
    List<@Nullable Object> runs = new ArrayList<>();
    row.runs.forEach(run -> runs.add(run == null ? null : fields(run)));
    fields.put("runs", runs);
    return fields;
  }

  private static Map<String, @Nullable Object> fields(RunEvidence run) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("verdict", Twins.name(run.verdict().status()));
    fields.put("run", run.record().run());
    fields.put("page", RunPages.href(run.record(), ""));
    fields.put("date", date(run));
    fields.put("mlx", mlx(run));
    return fields;
  }

  private static String path(Row row) {
    return "tasks/" + row.task + ".html";
  }

  private static String date(RunEvidence run) {
    return run.record().started().atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static @Nullable String mlx(RunEvidence run) {
    return run.record().host().packages().get("mlx");
  }
}
