package ledger.cli.task;

import java.util.List;
import ledger.app.task.SortRequest;
import ledger.cli.DryRun;
import ledger.cli.LedgerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sort",
    mixinStandardHelpOptions = true,
    description =
        "Sort rows by priority, or as the setting 'sort' says; equal rows keep your order. Only whole"
            + " lines move.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger sort",
      "  ledger sort backlog --dry-run",
      "  ledger sort backlog --by Priority,Owner",
      "  ledger sort done --by Completed --reverse"
    })
public final class SortCommand extends LedgerCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "STATE",
      description = "Sections to sort (default: all that have the columns).")
  private List<String> names = List.of();

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Columns to sort by, most significant first (default: the setting 'sort', or"
              + " else Priority). Empty cells come last.")
  private List<String> by = List.of();

  @Option(names = "--reverse", description = "Reverse the order.")
  private boolean reverse;

  @Mixin private DryRun dry = new DryRun();

  @Override
  public Integer call() throws Exception {
    return EditWords.report(
        this, app().sort(new SortRequest(names, by, reverse, dry.run)), dry.run);
  }
}
