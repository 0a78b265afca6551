package ledger.cli.results;

import java.util.LinkedHashMap;
import java.util.Map;
import ledger.app.results.Measurements;
import ledger.app.session.Workplace;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "results",
    mixinStandardHelpOptions = true,
    subcommands = {
      ResultsShowCommand.class,
      ResultsImportCommand.class,
      ResultsAcceptCommand.class,
      ResultsVerifyCommand.class,
      ResultsPruneCommand.class
    },
    description =
        "Show what was measured: all tasks in short, or one with its claims, checks and metrics.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger results",
      "  ledger results MLX-002",
      "  ledger results MLX-002 --json",
      "  ledger results import out.jsonl --env cuda"
    })
public final class ResultsCommand extends LedgerCommand {
  @Parameters(arity = "0..1", paramLabel = "ID", description = "The task.")
  private String id = "";

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Ledger ledger = ledger(workspace, settings);
    Measurements measurements = new Measurements(new Workplace(session(), workspace, settings));
    Map<TaskId, TaskEvidence> evidence = new LinkedHashMap<>();
    if (id.isEmpty()) {
      evidence.putAll(measurements.evidence(ledger));
    } else {
      Task task = task(ledger, id);
      evidence.put(task.id(), measurements.evidence(task));
    }
    if (json) {
      console().print(Json.write(VerdictTable.json(evidence)));
      return ExitCode.OK;
    }
    VerdictTable.print(console(), ledger, evidence);
    if (!id.isEmpty()) {
      evidence.values().forEach(known -> known.experiments().forEach(this::experiment));
    }
    return ExitCode.OK;
  }

  private void experiment(ExperimentEvidence experiment) {
    console().print("");
    console()
        .print(
            console().paint(Console.Style.BOLD, experiment.title()) + "  " + experiment.script());
    experiment.newest().forEach(run -> RunText.print(console(), run));
    for (RunEvidence old : experiment.older()) {
      console()
          .print(
              "  older: "
                  + old.record().run()
                  + "  "
                  + old.record().environment()
                  + "  "
                  + (old.record().quick() ? "quick" : VerdictTable.word(old.verdict().status())));
    }
  }
}
