package ledger.app.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.app.session.Failure;
import ledger.cli.Console;
import ledger.cli.Json;
import ledger.cli.results.ComparisonTable;
import ledger.document.Task;
import ledger.evidence.compare.Calibration;
import ledger.evidence.compare.ComparedSeries;
import ledger.evidence.compare.Comparison;
import ledger.evidence.record.RunRecord;
import ledger.evidence.words.ComparisonFields;
import org.jspecify.annotations.Nullable;

/** An experiment that ran on both sides. */
public record Compared(List<RunRecord> first, List<RunRecord> second, List<ComparedSeries> rows) {
  public static List<Compared> of(
      Measurements measurements, List<Task> tasks, String first, String second) throws Failure {
    Sides sides = new Sides(measurements);
    List<Compared> all = new ArrayList<>();
    for (Task task : tasks) {
      List<RunRecord> runs = measurements.verifier().store().runs(task.id());
      List<Calibration> calibrations = measurements.verifier().store().calibrations(task.id());
      for (String experiment :
          runs.stream().map(RunRecord::experiment).distinct().sorted().toList()) {
        List<RunRecord> own =
            runs.stream().filter(run -> run.experiment().equals(experiment)).toList();
        Sides.Chosen chosen = sides.choose(own, first, second);
        if (!chosen.first().isEmpty() && !chosen.second().isEmpty()) {
          all.add(
              new Compared(
                  chosen.first(),
                  chosen.second(),
                  Comparison.of(chosen.first(), chosen.second(), calibrations)));
        }
      }
    }
    return all;
  }

  String experiment() {
    return first.getFirst().experiment();
  }

  public void print(Console console) {
    RunRecord any = first.getFirst();
    console.print("");
    console.print(
        console.paint(Console.Style.BOLD, any.task() + " " + any.title())
            + "  "
            + side(first)
            + " → "
            + side(second));
    ComparisonTable.print(console, rows);
  }

  private static String side(List<RunRecord> runs) {
    RunRecord any = runs.getFirst();
    String count = runs.size() == 1 ? "1 run" : runs.size() + " runs";
    return any.environment() + " on " + any.inputs().hostKind() + " (" + count + ")";
  }

  public Map<String, @Nullable Object> json() {
    return Json.object(
        "id", first.getFirst().task().value(),
        "experiment", experiment(),
        "first", first.stream().map(RunRecord::run).toList(),
        "second", second.stream().map(RunRecord::run).toList(),
        "metrics", rows.stream().map(ComparisonFields::of).toList());
  }
}
