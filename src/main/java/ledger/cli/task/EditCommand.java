package ledger.cli.task;

import java.util.ArrayList;
import java.util.List;
import ledger.app.task.EditRequest;
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
    name = "edit",
    mixinStandardHelpOptions = true,
    description = {
      "Change cells of tasks. A new priority moves the row to its place.",
      "A value for a column that the task's section lacks, but another one has, is kept on its page."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger edit APO-005 --priority High",
      "  ledger edit APO-005 APO-006 --owner Ada --append \"see #12\""
    })
public final class EditCommand extends LedgerCommand {
  @Parameters(arity = "1..*", paramLabel = "ID", description = "The tasks.")
  private List<String> ids;

  @Option(names = "--title", paramLabel = "TEXT", description = "Title.")
  private @Nullable String title;

  @Option(names = "--description", paramLabel = "TEXT", description = "Description.")
  private @Nullable String description;

  @Option(names = "--append", paramLabel = "TEXT", description = "Add to the notes.")
  private @Nullable String append;

  @Mixin private DryRun dry = new DryRun();

  @Mixin private CellOptions cells = new CellOptions();

  @Override
  public Integer call() throws Exception {
    List<CellText> values = cells.values();
    CellOptions.put(values, Columns.TITLE, title);
    CellOptions.put(values, Columns.DESCRIPTION, description);
    List<CellText> appended = new ArrayList<>();
    CellOptions.put(appended, Columns.NOTES, append);
    return EditWords.report(
        this, app().edit(new EditRequest(ids, values, appended, dry.run)), dry.run);
  }
}
