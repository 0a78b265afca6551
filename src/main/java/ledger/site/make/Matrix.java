package ledger.site.make;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ledger.document.TaskId;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.page.Badge;
import ledger.site.page.Frame;
import ledger.site.page.Place;
import ledger.site.page.ResultsPage;
import ledger.site.write.JsonViews;
import org.jspecify.annotations.Nullable;

/** Makes the page of results by host. */
public final class Matrix {
  /** An experiment and its newest run at each place where it ran. */
  record Row(TaskId task, String experiment, String title, Map<Place, Cell> runs) {}

  /** A run in short. */
  record Cell(Status status, String run, @Nullable String page, String date, @Nullable String mlx) {
    static Cell of(RunEvidence run) {
      return new Cell(
          run.verdict().status(),
          run.record().run(),
          RunPages.href(run.record(), ""),
          run.record().started().atZone(ZoneOffset.UTC).toLocalDate().toString(),
          run.record().host().packages().get("mlx"));
    }
  }

  private final List<Place> places;
  private final List<Row> rows;

  Matrix(List<Place> places, List<Row> rows) {
    this.places = places;
    this.rows = rows;
  }

  static List<Row> rows(TaskEvidence evidence) {
    List<Row> rows = new ArrayList<>();
    for (ExperimentEvidence experiment : evidence.experiments()) {
      Map<Place, Cell> byPlace = new HashMap<>();
      experiment.newest().forEach(run -> byPlace.putIfAbsent(Place.of(run), Cell.of(run)));
      rows.add(new Row(evidence.task(), experiment.experiment(), experiment.title(), byPlace));
    }
    return rows;
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
        rows.stream().map(this::row).toList());
  }

  private ResultsPage.Row row(Row row) {
    return new ResultsPage.Row(path(row), row.task.value(), row.title, inPlace(row, Matrix::cell));
  }

  private static ResultsPage.Cell cell(Cell cell) {
    return new ResultsPage.Cell(
        Badge.of(cell.status), cell.date, cell.page, cell.mlx == null ? "" : "MLX " + cell.mlx);
  }

  /** A value for each place, null where it did not run. */
  private <T> List<@Nullable T> inPlace(Row row, Function<Cell, T> value) {
    List<@Nullable T> values = new ArrayList<>();
    for (Place place : places) {
      Cell cell = row.runs.get(place);
      values.add(cell == null ? null : value.apply(cell));
    }
    return values;
  }

  /** The same for programs. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("places", places.stream().map(Matrix::fields).toList());
    fields.put("rows", rows.stream().map(this::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(Place place) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("host_kind", place.kind());
    fields.put("environment", place.environment());
    return fields;
  }

  private Map<String, Object> fields(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", row.task.value());
    fields.put("page", path(row));
    fields.put("experiment", row.experiment);
    fields.put("title", row.title);
    fields.put("runs", inPlace(row, Matrix::fields));
    return fields;
  }

  private static Map<String, @Nullable Object> fields(Cell cell) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("verdict", JsonViews.name(cell.status));
    fields.put("run", cell.run);
    fields.put("page", cell.page);
    fields.put("date", cell.date);
    fields.put("mlx", cell.mlx);
    return fields;
  }

  private static String path(Row row) {
    return "tasks/" + row.task + ".html";
  }
}
