package ledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.document.Change;
import ledger.document.Columns;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "edit",
    mixinStandardHelpOptions = true,
    description = "Change cells of a task. A new priority takes the row to its place.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger edit MLX-005 --priority High",
      "  ledger edit MLX-005 MLX-006 --owner Ada --append \"see #12\""
    })
final class EditCommand extends LedgerCommand {
  @Parameters(arity = "1..*", paramLabel = "ID", description = "The tasks.")
  private List<String> ids;

  @Option(names = "--title", paramLabel = "TEXT", description = "Title.")
  private @Nullable String title;

  @Option(names = "--description", paramLabel = "TEXT", description = "Description.")
  private @Nullable String description;

  @Option(names = "--append", paramLabel = "TEXT", description = "Add to the notes.")
  private @Nullable String append;

  @Mixin private DryRun dry;

  @Mixin private CellOptions cells;

  @Override
  public Integer call() throws Exception {
    Map<String, String> values = cells.values();
    CellOptions.put(values, Columns.TITLE, title);
    CellOptions.put(values, Columns.DESCRIPTION, description);
    if (values.isEmpty() && append == null) {
      throw new Failure(
          ExitCode.USAGE,
          "nothing to change",
          "name a cell, such as --priority High or --set 'Notes=…'");
    }
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    List<Editor.Wish> wishes = new ArrayList<>();
    for (String id : ids) {
      wishes.add(ledger -> new Change.SetCells(task(ledger, id).id(), with(values, ledger, id)));
      if (values.containsKey(Columns.PRIORITY)) {
        wishes.add(ledger -> new Change.Sort(List.of(task(ledger, id).state())));
      }
    }
    boolean changed = new Editor(this, workspace, settings).apply(wishes, dry.run);
    if (!dry.run) {
      console()
          .print(
              changed ? "edited " + String.join(", ", ids) : "nothing to change; nothing written");
    }
    return ExitCode.OK;
  }

  private Map<String, String> with(Map<String, String> values, Ledger ledger, String id)
      throws ledger.document.Refusal {
    if (append == null) {
      return values;
    }
    Task task = task(ledger, id);
    String notes = task.text(Columns.NOTES);
    Map<String, String> all = new java.util.LinkedHashMap<>(values);
    all.put(Columns.NOTES, notes.isEmpty() ? append : notes + " " + append);
    return all;
  }
}
