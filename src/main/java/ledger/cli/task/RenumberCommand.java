package ledger.cli.task;

import ledger.app.task.RenumberRequest;
import ledger.cli.DryRun;
import ledger.cli.LedgerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "renumber",
    mixinStandardHelpOptions = true,
    description = {
      "Give a task another ID: its row, its page, and every mention in the ledger and the pages.",
      "The old ID stays used. A task with run records keeps its ID: records are never rewritten.",
      "Experiments, branches and anything else outside the ledger and pages are not touched."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger renumber APO-005 APO-012 --dry-run", "  ledger renumber APO-005 APO-012"})
public final class RenumberCommand extends LedgerCommand {
  @Parameters(index = "0", paramLabel = "OLD", description = "The task.")
  private String old;

  @Parameters(index = "1", paramLabel = "NEW", description = "An ID that was never used.")
  private String wanted;

  @Mixin private DryRun dry = new DryRun();

  @Override
  public Integer call() throws Exception {
    return EditWords.report(
        this, app().renumber(new RenumberRequest(old, wanted, dry.run)), dry.run);
  }
}
