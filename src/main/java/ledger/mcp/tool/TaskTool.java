package ledger.mcp.tool;

import java.io.IOException;
import java.util.List;
import ledger.app.ledger.TaskDetails;
import ledger.app.session.ExpectedRow;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.document.Columns;
import ledger.document.Task;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;

/** One task with all that is known of it. */
final class TaskTool implements McpTool {
  /** How much of a page is shown; the resource has all. */
  private static final int PAGE = 4_000;

  @Override
  public String name() {
    return "task";
  }

  @Override
  public String description() {
    return "One task: every cell, its page, its history.";
  }

  @Override
  public List<ToolParameter> parameters() {
    return List.of(ToolParameter.required("id", ToolParameter.ArgumentForm.TEXT, ""));
  }

  @Override
  public boolean readsOnly() {
    return true;
  }

  @Override
  public ToolAnswer call(ToolArguments arguments, ToolCall call)
      throws IOException, InvalidFiles, Failure {
    TaskDetails details = call.app("").show(arguments.text("id", ""), null);
    Task task = details.task();
    StringBuilder text = new StringBuilder();
    text.append(task.id()).append(' ').append(task.title()).append('\n');
    row(text, "State", task.state().heading());
    row(text, "Digest", ExpectedRow.digest(task));
    task.values()
        .forEach(
            (column, value) -> {
              if (!column.equalsIgnoreCase(Columns.ID) && !column.equalsIgnoreCase(Columns.TITLE)) {
                row(text, column, value);
              }
            });
    if (details.page().isPresent()) {
      TaskPage page = details.page().get();
      page.carriedOver().forEach((column, value) -> row(text, column + " (on its page)", value));
      for (Transition step : page.history()) {
        String waived = step.waived() == null ? "" : ", waived: " + step.waived();
        row(text, "History", step.date() + " " + step.state() + waived);
      }
      row(text, "Page", call.session().shown(details.pageFile()));
      String prose = page.prose().strip();
      text.append(prose.isEmpty() ? "" : "\n");
      text.append(prose, 0, Math.min(PAGE, prose.length()));
      text.append(prose.length() > PAGE ? "\n… the rest is in the page" : "");
    }
    return ToolAnswer.of(text.toString());
  }

  private static void row(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(name).append(": ").append(value).append('\n');
    }
  }
}
