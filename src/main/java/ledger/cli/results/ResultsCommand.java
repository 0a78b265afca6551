package ledger.cli.results;

import java.util.List;
import ledger.app.records.ResultsRequest;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.evidence.verdict.TaskEvidence;
import org.jspecify.annotations.Nullable;
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
        "Show what was measured: a summary of all tasks, or one task with its claims, checks and metrics.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger results",
      "  ledger results APO-002",
      "  ledger results APO-002 --json",
      "  ledger results import out.jsonl --env cuda"
    })
public final class ResultsCommand extends LedgerCommand {
  @Parameters(arity = "0..1", paramLabel = "ID", description = "The task.")
  private @Nullable String id;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    List<TaskEvidence> evidence = app().results(new ResultsRequest(id)).evidence();
    if (json) {
      ResultsJson.print(console(), evidence);
      return ExitCode.OK;
    }
    VerdictTable.print(console(), evidence);
    if (id != null) {
      evidence.getFirst().experiments().forEach(own -> RunText.print(console(), own));
    }
    return ExitCode.OK;
  }
}
