package ledger.cli.results;

import java.util.ArrayList;
import java.util.List;
import ledger.app.results.Measurements;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.evidence.record.Acceptance;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    description = {
      "Say that an edit of the claims or of the task's text after a run does not need another run.",
      "The claims as they stand now are then judged by the samples that there are. It holds for that edit and no later one."
    },
    footerHeading = "%nExamples:%n",
    footer = "  ledger results accept MLX-002 --reason \"only a spelling mistake\"")
final class ResultsAcceptCommand extends LedgerCommand {
  @Parameters(paramLabel = "ID", description = "The task.")
  private String id;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it is kept.")
  private String reason;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Ledger ledger = ledger(workspace, settings);
    Measurements measurements = new Measurements(new Workplace(session(), workspace, settings));
    Task task = task(ledger, id);
    if (reason.isBlank()) {
      throw Failure.wrongRequest("the reason is empty", "--reason \"why it does not matter\"");
    }
    List<RunRecord> suspect = new ArrayList<>();
    measurements.evidence(task).experiments().stream()
        .flatMap(experiment -> experiment.newest().stream())
        .filter(run -> run.verdict().status() == Status.SUSPECT)
        .map(RunEvidence::record)
        .forEach(suspect::add);
    if (suspect.isEmpty()) {
      throw Failure.no(
          "no run of " + task.id() + " is suspect",
          "'ledger results " + task.id() + "' shows the status of its runs");
    }
    for (RunRecord run : suspect) {
      Inputs now = measurements.verifier().inputsNow(run, measurements.text(task)).orElseThrow();
      measurements
          .verifier()
          .store()
          .accept(
              task.id(),
              new Acceptance(
                  Acceptance.SCHEMA,
                  run.run(),
                  now.claims(),
                  now.taskText(),
                  reason.strip(),
                  context().today()));
      console().print(run.run() + "  the edit is accepted: " + reason.strip());
    }
    return ExitCode.OK;
  }
}
