package ledger.mcp.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.mcp.tool.ToolArguments.WrongArguments;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All tools, in a fixed order, so that clients can keep the list. */
public final class ToolSet {
  private static final JsonMapper JSON = new JsonMapper();
  private final List<McpTool> tools;

  public ToolSet(Set<Allowed> allowed) {
    tools =
        List.of(
            new BoardTool(),
            new TaskTool(),
            new SearchTool(),
            new AddTool(),
            new ChangeTool(allowed),
            new CheckTool(),
            new VerifyTool(),
            new ResultsTool(allowed));
  }

  /** What {@code tools/list} lists. */
  public ArrayNode list() {
    ArrayNode list = JSON.createArrayNode();
    for (McpTool tool : tools) {
      ObjectNode fields = list.addObject();
      fields.put("name", tool.name()).put("description", tool.description());
      ObjectNode schema = fields.putObject("inputSchema").put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      tool.parameters().forEach(parameter -> parameter.into(properties));
      List<String> required =
          tool.parameters().stream()
              .filter(ToolParameter::required)
              .map(ToolParameter::name)
              .toList();
      if (!required.isEmpty()) {
        required.forEach(schema.putArray("required")::add);
      }
      ObjectNode hints = fields.putObject("annotations");
      hints.put("readOnlyHint", tool.readsOnly());
      if (!tool.readsOnly()) {
        hints.put("destructiveHint", tool.destroys());
      }
      hints.put("openWorldHint", false);
    }
    return list;
  }

  public String names() {
    return tools.stream().map(McpTool::name).collect(Collectors.joining(", "));
  }

  /** Calls a tool; empty if there is none of this name. What goes wrong is an answer, too. */
  public Optional<ToolAnswer> call(ObjectNode arguments, ToolCall call) {
    return tools.stream()
        .filter(tool -> tool.name().equals(call.name()))
        .findFirst()
        .map(tool -> answer(tool, arguments, call));
  }

  private static ToolAnswer answer(McpTool tool, ObjectNode arguments, ToolCall call) {
    try {
      return tool.call(ToolArguments.of(tool, arguments), call);
    } catch (WrongArguments e) {
      return ToolAnswer.failed(String.valueOf(e.getMessage()));
    } catch (Failure e) {
      return e.kind() == Failure.FailureKind.DONE_BEFORE
          ? ToolAnswer.of(e.getMessage())
          : ToolAnswer.failed(EvidenceText.failure(e));
    } catch (InvalidFiles e) {
      return ToolAnswer.failed(
          e.problems().stream()
              .limit(20)
              .map(problem -> problem.render().stripTrailing())
              .collect(Collectors.joining("\n")));
    } catch (NoSuchFileException | AccessDeniedException e) {
      return ToolAnswer.failed("cannot use the file " + e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      return ToolAnswer.failed(String.valueOf(e.getMessage()));
    }
  }
}
