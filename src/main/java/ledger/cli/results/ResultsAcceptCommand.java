package ledger.cli.results;

import ledger.app.records.ResultsAcceptRequest;
import ledger.app.records.ResultsAcceptResult;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.evidence.record.Acceptance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    description = {
      "Accept an edit of the claims or of the task's text made after a run, so that no new run is needed.",
      "The existing samples are then judged by the claims as they are now. This applies to that edit only."
    },
    footerHeading = "%nExamples:%n",
    footer = "  ledger results accept APO-002 --reason \"only a spelling mistake\"")
final class ResultsAcceptCommand extends LedgerCommand {
  @Parameters(paramLabel = "ID", description = "The task.")
  private String id;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; this is recorded.")
  private String reason;

  @Override
  public Integer call() throws Exception {
    ResultsAcceptResult result = app().results().accept(new ResultsAcceptRequest(id, reason));
    for (Acceptance accepted : result.accepted()) {
      console().print(accepted.run() + "  the edit is accepted: " + accepted.reason());
    }
    return ExitCode.OK;
  }
}
