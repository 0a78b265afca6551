package ledger.cli.git;

import ledger.app.git.history.DiffRequest;
import ledger.app.git.history.DiffResult;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.document.TaskChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Show what differs between two revisions, by task: added, moved, edited, removed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger diff HEAD             uncommitted changes",
      "  ledger diff main feature/x",
      "  ledger diff v1.0 --json"
    })
public final class DiffCommand extends LedgerCommand {
  @Parameters(index = "0", paramLabel = "REF", description = "A branch, tag or commit.")
  private String from;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "REF",
      description = "Another one (default: the current file).")
  private @Nullable String to;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    DiffResult result = app().history().diff(new DiffRequest(from, to));
    ChangeText.without(this, result);
    if (json) {
      console()
          .text(
              Json.write(
                  Json.object(
                      "schema", "ledger-diff/1", "changes", ChangeText.json(result.changes()))));
      return ExitCode.OK;
    }
    for (TaskChange change : result.changes()) {
      console().print(ChangeText.line(change));
      ChangeText.cells(console(), "  ", change);
    }
    if (result.changes().isEmpty()) {
      console().note("no task differs");
    }
    return ExitCode.OK;
  }
}
