package ledger.mcp.tool;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.task.AddRequest;
import ledger.app.task.EditRequest.CellText;
import ledger.document.Columns;

/** Adds a task. */
final class AddTool implements McpTool {
  private static final List<String> CELLS =
      List.of(Columns.DESCRIPTION, Columns.PRIORITY, Columns.OWNER, Columns.NOTES);

  @Override
  public String name() {
    return "add";
  }

  @Override
  public String description() {
    return "Add a task; it gets the next free ID and its place by priority.";
  }

  @Override
  public List<ToolParameter> parameters() {
    return List.of(
        ToolParameter.required("title", ToolParameter.ArgumentForm.TEXT, ""),
        ToolParameter.of("description", ToolParameter.ArgumentForm.TEXT, ""),
        ToolParameter.of("priority", ToolParameter.ArgumentForm.TEXT, ""),
        ToolParameter.of("owner", ToolParameter.ArgumentForm.TEXT, ""),
        ToolParameter.of("notes", ToolParameter.ArgumentForm.TEXT, ""),
        ToolParameter.of("cells", ToolParameter.ArgumentForm.CELLS, "other columns"),
        ToolParameter.of("state", ToolParameter.ArgumentForm.TEXT, "default backlog"),
        ToolParameter.of("dry_run", ToolParameter.ArgumentForm.FLAG, "only show the diff"));
  }

  @Override
  public boolean readsOnly() {
    return false;
  }

  @Override
  public ToolAnswer call(ToolArguments arguments, ToolCall call)
      throws IOException, InvalidFiles, Failure {
    List<CellText> cells = arguments.cells("cells");
    for (String column : CELLS) {
      String text = arguments.text(column.toLowerCase(Locale.ROOT));
      if (text != null) {
        cells.add(new CellText(column, text));
      }
    }
    String title = arguments.text("title", "");
    cells.add(new CellText(Columns.TITLE, title));
    boolean dryRun = arguments.flag("dry_run");
    AddRequest request =
        new AddRequest(arguments.text("state", "backlog"), null, cells, false, dryRun);
    return EditAnswer.of(call.app(title).add(request), call, dryRun);
  }
}
