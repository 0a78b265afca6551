package ledger.cli.task;

import java.util.List;
import ledger.app.task.AddRequest;
import ledger.app.task.EditRequest.CellText;
import ledger.cli.DryRun;
import ledger.cli.LedgerCommand;
import ledger.document.Columns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Add a task. Its ID gets the next number that has never been used, not even in git's history.",
      "A value for a column that the section lacks, but another one has, is kept on the task's page."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger add \"Measure prompt caching\" --priority High",
      "  ledger add \"Read the release notes\" --description \"What 0.33 changes\" --owner Ada --dry-run"
    })
public final class AddCommand extends LedgerCommand {
  @Parameters(arity = "0..1", paramLabel = "TITLE", description = "What there is to do.")
  private String title = "";

  @Option(
      names = "--adopt",
      description = "Give the rows that were typed without an ID the next ones; add none.")
  private boolean adopt;

  @Option(names = "--description", paramLabel = "TEXT", description = "Description.")
  private @Nullable String description;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      defaultValue = "backlog",
      description = "Section (default: ${DEFAULT-VALUE}).")
  private String state;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description =
          "The ID's prefix (default: the one that the ledger uses most, or else from the name of its folder).")
  private @Nullable String prefix;

  @Mixin private DryRun dry = new DryRun();

  @Mixin private CellOptions cells = new CellOptions();

  @Override
  public Integer call() throws Exception {
    List<CellText> values = cells.values();
    if (!adopt || !title.isEmpty()) {
      CellOptions.put(values, Columns.TITLE, title);
    }
    CellOptions.put(values, Columns.DESCRIPTION, description);
    return EditWords.report(
        this, app().add(new AddRequest(state, prefix, values, adopt, dry.run)), dry.run);
  }
}
