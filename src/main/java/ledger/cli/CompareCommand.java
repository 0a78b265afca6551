package ledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.evidence.Comparison;
import ledger.evidence.RunRecord;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compare what was measured on two sides: environments, kinds of host, runs. Each side is all equal runs of the newest.",
      "A change counts only if it is clear beyond chance (corrected for the number of metrics) and beyond the host's own",
      "noise, which 'verify --calibrate' measures; see docs/results.md."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger compare pinned latest                         two environments",
      "  ledger compare pinned latest MLX-002 --fail-on worse",
      "  ledger compare linux-x86_64-cpu macos-arm64-metal    two kinds of host",
      "  ledger compare latest@linux-x86_64-cpu cuda@linux-x86_64-cuda",
      "  ledger compare 3fa9 77c1                             two runs"
    })
final class CompareCommand extends LedgerCommand {
  /** What makes the exit code 1. */
  enum FailOn {
    worse
  }

  @Parameters(index = "0", paramLabel = "A", description = "Environment, host, ENV@HOST, or run.")
  private String first;

  @Parameters(index = "1", paramLabel = "B", description = "Likewise.")
  private String second;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "ID",
      description = "Tasks (default: all that have runs on both sides).")
  private List<String> ids = List.of();

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      description = "Exit code 1 if something is: ${COMPLETION-CANDIDATES}.")
  private @Nullable FailOn failOn;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Ledger ledger = ledger(workspace, settings);
    Measurements measurements = new Measurements(this, workspace, settings, context().clock());
    List<Task> tasks = new ArrayList<>();
    for (String id : ids) {
      tasks.add(task(ledger, id));
    }
    List<Compared> all =
        Compared.of(measurements, ids.isEmpty() ? ledger.tasks() : tasks, first, second);
    if (json) {
      List<Map<String, @Nullable Object>> list = all.stream().map(Compared::json).toList();
      console().print(Json.write(Json.object("schema", "ledger-compare/1", "experiments", list)));
    } else if (all.isEmpty()) {
      console().print("nothing to compare: no experiment has a whole run on both sides");
    } else {
      all.forEach(compared -> compared.print(console()));
    }
    boolean worse =
        all.stream()
            .flatMap(compared -> compared.rows().stream())
            .anyMatch(row -> row.answer() == Comparison.Answer.WORSE);
    return worse && failOn == FailOn.worse ? ExitCode.NO : ExitCode.OK;
  }

  /** An experiment that ran on both sides. */
  record Compared(List<RunRecord> first, List<RunRecord> second, List<Comparison.Row> rows) {
    static List<Compared> of(
        Measurements measurements, List<Task> tasks, String first, String second) throws Failure {
      Sides sides = new Sides(measurements);
      List<Compared> all = new ArrayList<>();
      for (Task task : tasks) {
        List<RunRecord> runs = measurements.verifier().store().runs(task.id());
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
                    Comparison.of(chosen.first(), chosen.second())));
          }
        }
      }
      return all;
    }

    void print(Console console) {
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

    Map<String, @Nullable Object> json() {
      return Json.object(
          "id", first.getFirst().task().value(),
          "experiment", first.getFirst().experiment(),
          "first", first.stream().map(RunRecord::run).toList(),
          "second", second.stream().map(RunRecord::run).toList(),
          "metrics", rows.stream().map(ComparisonTable::json).toList());
    }
  }
}
