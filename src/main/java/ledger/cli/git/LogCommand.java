package ledger.cli.git;

import ledger.app.git.history.LogRequest;
import ledger.app.git.history.LogResult;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = {
      "Show from git's history which tasks changed state, when, by whom, in which commit; newest first.",
      "Works for ledgers edited by hand, and for commits from before this tool."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger log", "  ledger log APO-002 --edits", "  ledger log --limit 20 --json"})
public final class LogCommand extends LedgerCommand {
  @Parameters(paramLabel = "ID", arity = "0..1", description = "Only this task.")
  private @Nullable String id;

  @Option(
      names = "--edits",
      description = "Also show edited cells, not only additions, moves and removals.")
  private boolean edits;

  @Option(names = "--limit", paramLabel = "N", description = "At most this many commits.")
  private int limit = Integer.MAX_VALUE;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    LogResult result = app().history().log(new LogRequest(id, edits, limit));
    if (json) {
      console().text(LogText.json(result));
    } else {
      LogText.print(console(), result, edits);
    }
    return result.commits().isEmpty() && id != null ? ExitCode.NO : ExitCode.OK;
  }
}
