package ledger.site;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.ExperimentEvidence;
import ledger.evidence.RunEvidence;
import ledger.evidence.RunRecord;
import org.jspecify.annotations.Nullable;

/** Makes the page of results by host. */
final class Matrix {
  private final SiteInput input;

  Matrix(SiteInput input) {
    this.input = input;
  }

  ResultsPage results(Frame frame) {
    List<Place> places = Place.all(input);
    List<ResultsPage.Row> rows = new ArrayList<>();
    eachExperiment(
        (task, experiment) -> {
          Map<Place, RunEvidence> byPlace = new LinkedHashMap<>();
          experiment.newest().forEach(run -> byPlace.putIfAbsent(Place.of(run), run));
          rows.add(
              new ResultsPage.Row(
                  "tasks/" + task + ".html",
                  task.value(),
                  experiment.title(),
                  cells(places, byPlace)));
        });
    Map<String, Integer> kinds = new LinkedHashMap<>();
    places.forEach(place -> kinds.merge(place.kind(), 1, Integer::sum));
    return new ResultsPage(
        frame,
        kinds.entrySet().stream()
            .map(kind -> new ResultsPage.Kind(kind.getKey(), kind.getValue()))
            .toList(),
        places.stream().map(Place::environment).toList(),
        rows);
  }

  private static List<ResultsPage.@Nullable Cell> cells(
      List<Place> places, Map<Place, RunEvidence> byPlace) {
    List<ResultsPage.@Nullable Cell> cells = new ArrayList<>();
    for (Place place : places) {
      RunEvidence run = byPlace.get(place);
      cells.add(run == null ? null : cell(run));
    }
    return cells;
  }

  private static ResultsPage.Cell cell(RunEvidence run) {
    RunRecord record = run.record();
    String mlx = record.host().packages().getOrDefault("mlx", "");
    return new ResultsPage.Cell(
        Badge.of(run.verdict().status()),
        record.started().atZone(ZoneOffset.UTC).toLocalDate().toString(),
        RunPages.href(record, ""),
        mlx.isEmpty() ? "" : "MLX " + mlx);
  }

  private interface Visit {
    void accept(TaskId task, ExperimentEvidence experiment);
  }

  private void eachExperiment(Visit visit) {
    for (Task task : input.ledger().tasks()) {
      SheetMaker.evidence(input, task.id())
          .experiments()
          .forEach(experiment -> visit.accept(task.id(), experiment));
    }
  }
}
