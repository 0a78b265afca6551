package ledger.cli.task;

import java.util.List;
import ledger.app.task.RemoveRequest;
import ledger.cli.DryRun;
import ledger.cli.LedgerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Remove tasks from the ledger. Their rows go to ledger/archive.md; pages and results stay.",
      "Their IDs stay used. 'ledger undo' restores the tasks."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger remove APO-007 --reason \"no Mac at hand\"",
      "  ledger remove APO-006 APO-007 --dry-run"
    })
public final class RemoveCommand extends LedgerCommand {
  @Parameters(arity = "1..*", paramLabel = "ID", description = "The tasks.")
  private List<String> ids;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; recorded with the row.")
  private String reason = "";

  @Mixin private DryRun dry = new DryRun();

  @Override
  public Integer call() throws Exception {
    return EditWords.report(this, app().remove(new RemoveRequest(ids, reason, dry.run)), dry.run);
  }
}
