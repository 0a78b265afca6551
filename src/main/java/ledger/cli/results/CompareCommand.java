package ledger.cli.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.app.results.Compared;
import ledger.app.results.Measurements;
import ledger.app.session.Workplace;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.evidence.compare.Comparison;
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
      "A change counts only if it is clear beyond chance (corrected for the number of metrics) and beyond what equal runs",
      "differ by, which 'verify --calibrate' measures too; see docs/results.md. 'worse?' is not confirmed: it takes at least",
      "three runs a side, which 'verify --env A,B' makes where they are needed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger compare pinned latest                         two environments",
      "  ledger compare pinned latest MLX-002 --fail-on worse",
      "  ledger compare linux-x86_64-cpu macos-arm64-metal    two kinds of host",
      "  ledger compare latest@linux-x86_64-cpu cuda@linux-x86_64-cuda",
      "  ledger compare 3fa9 77c1                             two runs",
      "  ledger compare 3fa9,88d0 77c1,91ee                   two equal runs on each side"
    })
public final class CompareCommand extends LedgerCommand {
  /** What makes the exit code 1. */
  enum FailOn {
    /** Something is worse, confirmed or not. */
    worse,
    /** Something is worse by more than the difference between equal runs. */
    confirmed
  }

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "Environment, host, ENV@HOST, or runs (RUN,RUN…).")
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
      description = {
        "Exit code 1 if something is worse: 'worse', confirmed or not; 'confirmed', by more than equal runs differ."
      })
  private @Nullable FailOn failOn;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Ledger ledger = ledger(workspace, settings);
    Measurements measurements = new Measurements(new Workplace(session(), workspace, settings));
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
      console().print("nothing to compare: no experiment has a complete run on both sides");
    } else {
      all.forEach(compared -> compared.print(console()));
    }
    boolean failed =
        all.stream().flatMap(compared -> compared.rows().stream()).anyMatch(this::fails);
    return failed ? ExitCode.NO : ExitCode.OK;
  }

  private boolean fails(Comparison.Row row) {
    return failOn != null
        && row.answer() == Comparison.Answer.WORSE
        && (failOn == FailOn.worse || row.confirmed());
  }
}
