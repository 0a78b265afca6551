package ledger.cli.task;

import java.util.Map;
import ledger.app.task.AddRequest;
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
  @Parameters(paramLabel = "TITLE", description = "What there is to do.")
  private String title;

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
      paramLabel = "MLX",
      description = "The ID's prefix (default: the one that the ledger uses most).")
  private @Nullable String prefix;

  @Mixin private DryRun dry;

  @Mixin private CellOptions cells;

  @Override
  public Integer call() throws Exception {
    Map<String, String> values = cells.values();
    values.put(Columns.TITLE, title);
    CellOptions.put(values, Columns.DESCRIPTION, description);
    return EditWords.report(
        this, app().add(new AddRequest(state, prefix, values, dry.run)), dry.run);
  }
}
