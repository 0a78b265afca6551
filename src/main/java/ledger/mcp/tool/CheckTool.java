package ledger.mcp.tool;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import ledger.app.ledger.CheckRequest;
import ledger.app.ledger.CheckResult;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.text.Problem;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that is wrong with the ledger. */
final class CheckTool implements McpTool {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST = 20;

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String description() {
    return "Find everything that is wrong with the ledger, its pages and its evidence.";
  }

  @Override
  public List<ToolParameter> parameters() {
    return List.of(
        ToolParameter.of(
            "fix", ToolParameter.ArgumentForm.FLAG, "first fix order and unambiguous dates"),
        ToolParameter.of(
            "dry_run", ToolParameter.ArgumentForm.FLAG, "with fix: only show the diff"));
  }

  @Override
  public boolean readsOnly() {
    return false;
  }

  @Override
  public ToolAnswer call(ToolArguments arguments, ToolCall call)
      throws IOException, InvalidFiles, Failure {
    boolean fix = arguments.flag("fix");
    boolean dryRun = fix && arguments.flag("dry_run");
    CheckResult result =
        call.app(fix ? "fix" : "").check(new CheckRequest(false, fix, dryRun, false, false));
    ObjectNode answer = JSON.createObjectNode();
    if (result.fixing() != null) {
      answer.put(dryRun ? "would_fix" : "fixed", result.fixing().changes().size());
      if (dryRun) {
        return ToolAnswer.of(answer.put("diff", EditAnswer.diff(result.fixing().files())));
      }
    }
    answer.put("errors", result.errors());
    answer.put("warnings", result.problems().size() - result.errors());
    problems(answer, result.problems());
    return ToolAnswer.of(answer);
  }

  /** Errors first: there may be more than an agent wants to read. */
  private static void problems(ObjectNode answer, List<Problem> all) {
    ArrayNode list = answer.putArray("problems");
    all.stream()
        .sorted((one, other) -> one.severity().compareTo(other.severity()))
        .limit(MOST)
        .forEach(problem -> list.add(problem(problem)));
    if (all.size() > MOST) {
      answer.put("more", all.size() - MOST);
    }
  }

  private static ObjectNode problem(Problem problem) {
    ObjectNode fields = JSON.createObjectNode();
    fields.put("at", problem.place().toString());
    fields.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    fields.put("rule", problem.rule());
    fields.put("message", problem.message());
    if (problem.help() != null) {
      fields.put("help", problem.help());
    }
    return fields;
  }
}
