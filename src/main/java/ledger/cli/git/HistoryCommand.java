package ledger.cli.git;

import ledger.app.git.history.BackfillResult;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Fill in the histories on the tasks' pages from the states in git's commits.",
      "What a page already says stays; only what is older than its first entry is added."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger history backfill            show what would be written",
      "  ledger history backfill --write    write it; 'ledger undo' undoes it"
    })
public final class HistoryCommand extends LedgerCommand {
  /** What to do. */
  enum HistoryAction {
    backfill
  }

  @Parameters(paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
  private HistoryAction action;

  @Option(names = "--write", description = "Write; without this, only the difference is shown.")
  private boolean write;

  @Override
  public Integer call() throws Exception {
    return switch (action) {
      case backfill -> backfill();
    };
  }

  private int backfill() throws Exception {
    BackfillResult result = app().history().backfill(!write);
    int count = result.pages().size();
    String counted = count + (count == 1 ? " page" : " pages") + " with earlier states from git";
    if (write) {
      console().print(counted);
    } else {
      result.pages().forEach(console()::diff);
      console().note(counted + "; 'ledger history backfill --write' writes them");
    }
    return ExitCode.OK;
  }
}
