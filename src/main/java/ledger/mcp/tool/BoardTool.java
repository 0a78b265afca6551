package ledger.mcp.tool;

import java.io.IOException;
import java.util.List;
import ledger.app.ledger.ListRequest;
import ledger.app.ledger.TaskList;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Task;

/** The tasks by state, a short line each. */
final class BoardTool implements McpTool {
  /** How much of a title a line shows: it says which task it is, and {@code task} says all. */
  private static final int TITLE = 50;

  private static final int USUAL_LIMIT = 30;

  /** How many done tasks are shown, unless they are asked for. */
  private static final int DONE = 3;

  @Override
  public String name() {
    return "board";
  }

  @Override
  public String description() {
    return "The ledger's tasks by state: ID, priority, title, owner.";
  }

  @Override
  public List<ToolParameter> parameters() {
    return List.of(
        ToolParameter.of("states", ToolParameter.ArgumentForm.TEXTS, "only these"),
        ToolParameter.of("owner", ToolParameter.ArgumentForm.TEXT, ""),
        ToolParameter.of("skip", ToolParameter.ArgumentForm.NUMBER, "tasks to skip in each state"));
  }

  @Override
  public boolean readsOnly() {
    return true;
  }

  @Override
  public ToolAnswer call(ToolArguments arguments, ToolCall call)
      throws IOException, InvalidFiles, Failure {
    List<String> states = arguments.texts("states");
    TaskList list =
        call.app("")
            .list(
                new ListRequest(
                    states,
                    List.of(),
                    arguments.text("owner"),
                    false,
                    false,
                    List.of(),
                    List.of(),
                    "",
                    List.of(),
                    List.of(),
                    false,
                    null));
    StringBuilder text = new StringBuilder();
    int skip = Math.max(0, arguments.number("skip", 0));
    int left = USUAL_LIMIT;
    for (TaskList.Part part : list.sections()) {
      boolean few = states.isEmpty() && part.state().id().equals(Layout.DONE);
      List<Task> tasks = part.tasks();
      int from = Math.min(skip, tasks.size());
      int to = Math.min(tasks.size(), from + (few ? Math.min(left, DONE) : left));
      text.append(part.state().heading()).append(" (").append(tasks.size()).append(")\n");
      tasks.subList(from, to).forEach(task -> text.append(line(task)).append('\n'));
      left -= to - from;
      if (to < tasks.size()) {
        text.append("… ")
            .append(tasks.size() - to)
            .append(" more: states [\"")
            .append(part.state().id())
            .append("\"], skip ")
            .append(to)
            .append('\n');
      }
      if (!part.drafts().isEmpty()) {
        text.append("… rows without an ID: ").append(part.drafts().size()).append('\n');
      }
    }
    return ToolAnswer.of(text.toString());
  }

  private static String line(Task task) {
    String priority = task.text(Columns.PRIORITY);
    String owner = task.text(Columns.OWNER);
    return task.id()
        + (priority.isEmpty() ? "" : " " + priority)
        + " "
        + shortened(task.title())
        + (owner.isEmpty() ? "" : " @" + owner);
  }

  private static String shortened(String title) {
    return title.codePointCount(0, title.length()) <= TITLE
        ? title
        : title.substring(0, title.offsetByCodePoints(0, TITLE - 1)).stripTrailing() + "…";
  }
}
