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
    ResultsAcceptResult result = app().resultsAccept(new ResultsAcceptRequest(id, reason));
    for (Acceptance accepted : result.accepted()) {
      console().print(accepted.run() + "  the edit is accepted: " + accepted.reason());
    }
    return ExitCode.OK;
  }
}
