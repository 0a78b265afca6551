package ledger.cli.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.app.results.Measurements;
import ledger.app.session.Workplace;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.TaskEvidence;
import ledger.text.Problem;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Read every run record, hold it against its seal, and compute every verdict again from raw samples.",
      "A record that was edited, stands in the wrong place or belongs to no task is named, with its field.",
      "Exit code 1 if there is one."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger results verify", "  ledger results verify --json"})
final class ResultsVerifyCommand extends LedgerCommand {
  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Ledger ledger = ledger(workspace, settings);
    Measurements measurements = new Measurements(new Workplace(session(), workspace, settings));
    List<Problem> problems = new ArrayList<>(measurements.verifier().store().audit());
    int records = 0;
    Map<TaskId, TaskEvidence> evidence = Map.of();
    if (problems.isEmpty()) {
      List<RunRecord> all = measurements.verifier().store().all();
      records = all.size();
      problems.addAll(orphans(measurements, ledger, all));
      evidence = measurements.evidence(ledger);
    }
    if (json) {
      console()
          .print(
              Json.write(
                  Json.object(
                      "schema",
                      "ledger-check/1",
                      "problems",
                      problems.stream().map(Json::problem).toList())));
      return problems.isEmpty() ? ExitCode.OK : ExitCode.NO;
    }
    problems.forEach(console()::problem);
    if (problems.isEmpty()) {
      VerdictTable.print(console(), ledger, evidence);
      console().print(records + " records, all as they were written");
    }
    return problems.isEmpty() ? ExitCode.OK : ExitCode.NO;
  }

  private static List<Problem> orphans(
      Measurements measurements, Ledger ledger, List<RunRecord> records) {
    List<TaskId> known = ledger.tasks().stream().map(Task::id).toList();
    List<Problem> problems = new ArrayList<>();
    for (RunRecord record : records) {
      if (!known.contains(record.task())) {
        Path file = measurements.verifier().store().path(record.task(), record.run());
        problems.add(
            Problem.error(
                "orphaned-record",
                new Problem.Place(file.toString(), 1, 1, "", 0),
                "it is a run of " + record.task() + ", which is not in the ledger",
                "restore the task, or move the record elsewhere"));
      }
    }
    return problems;
  }
}
