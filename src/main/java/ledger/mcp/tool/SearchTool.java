package ledger.mcp.tool;

import java.io.IOException;
import java.util.List;
import ledger.app.search.SearchResult;
import ledger.app.search.SearchResult.Hit;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;

/** Tasks that have words in their row, their page or the archive. */
final class SearchTool implements McpTool {
  private static final int MOST = 10;

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String description() {
    return "Tasks with all these words in their row, page or archive, best first.";
  }

  @Override
  public List<ToolParameter> parameters() {
    return List.of(ToolParameter.required("words", ToolParameter.ArgumentForm.TEXT, ""));
  }

  @Override
  public boolean readsOnly() {
    return true;
  }

  @Override
  public ToolAnswer call(ToolArguments arguments, ToolCall call)
      throws IOException, InvalidFiles, Failure {
    SearchResult result = call.app("").search(arguments.text("words", ""));
    StringBuilder text = new StringBuilder();
    for (Hit hit : result.found().stream().limit(MOST).toList()) {
      String state = hit.state() == null ? "removed" : hit.state().id();
      text.append(
          "%s (%s) %s; %s: %s\n".formatted(hit.id(), state, hit.title(), hit.place(), hit.text()));
    }
    int more = result.found().size() - MOST;
    if (more > 0) {
      text.append("… ").append(more).append(" more: use more words");
    }
    return ToolAnswer.of(
        text.isEmpty() ? "no task has all these words; use fewer" : text.toString());
  }
}
