package ledger.cli.task;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.app.session.Failure;
import ledger.app.task.Editor;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Columns;
import ledger.document.Task;
import ledger.document.edit.Change;
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
    description = {
      "Change cells of a task. A new priority takes the row to its place.",
      "A column that the task's table lacks, and another one has, is kept on the task's page."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger edit MLX-005 --priority High",
      "  ledger edit MLX-005 MLX-006 --owner Ada --append \"see #12\""
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

  @Mixin private DryRun dry;

  @Mixin private CellOptions cells;

  @Override
  public Integer call() throws Exception {
    Map<String, String> values = cells.values();
    CellOptions.put(values, Columns.TITLE, title);
    CellOptions.put(values, Columns.DESCRIPTION, description);
    if (values.isEmpty() && append == null) {
      throw Failure.wrongRequest(
          "nothing to change", "name a cell, such as --priority High or --set 'Notes=…'");
    }
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Map<String, String> more = append == null ? Map.of() : Map.of(Columns.NOTES, append);
    Set<String> notes = new LinkedHashSet<>();
    List<Editor.Wish> wishes = new ArrayList<>();
    for (String id : ids) {
      wishes.add(
          ledger -> {
            Task task = task(ledger, id);
            for (Set<String> columns : List.of(values.keySet(), more.keySet())) {
              notes.addAll(held(workspace, task.id(), task.state(), task.columns(), columns));
            }
            return new Change.SetCells(task.id(), values, more);
          });
      if (values.containsKey(Columns.PRIORITY)) {
        wishes.add(ledger -> new Change.Sort(List.of(task(ledger, id).state())));
      }
    }
    boolean changed = new Editor(this, workspace, settings).apply(wishes, dry.run);
    if (!dry.run) {
      console()
          .print(
              changed ? "edited " + String.join(", ", ids) : "nothing to change; nothing written");
      notes.forEach(console()::note);
    }
    return ExitCode.OK;
  }
}
