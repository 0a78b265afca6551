package ledger.cli.task;

import ledger.app.task.ReopenRequest;
import ledger.cli.DryRun;
import ledger.cli.LedgerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "reopen",
    mixinStandardHelpOptions = true,
    description = {
      "Move a done task back to review because its evidence no longer holds.",
      "What the outcome said, and what is measured now, is added to its notes."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger reopen APO-002", "  ledger reopen APO-002 --dry-run"})
public final class ReopenCommand extends LedgerCommand {
  @Parameters(paramLabel = "ID", description = "The task.")
  private String id;

  @Mixin private DryRun dry = new DryRun();

  @Override
  public Integer call() throws Exception {
    return EditWords.report(this, app().reopen(new ReopenRequest(id, dry.run)), dry.run);
  }
}
