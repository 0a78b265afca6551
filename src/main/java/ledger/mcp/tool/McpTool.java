package ledger.mcp.tool;

import java.io.IOException;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.mcp.tool.ToolArguments.WrongArguments;

/** Something that an agent can call. */
interface McpTool {
  String name();

  /** What it is for, in as few words as will do: every conversation pays for them. */
  String description();

  List<ToolParameter> parameters();

  /** Whether it changes nothing. */
  boolean readsOnly();

  /** Whether what it changes may be lost: nothing is that can be undone. */
  default boolean destroys() {
    return false;
  }

  ToolAnswer call(ToolArguments arguments, ToolCall call)
      throws IOException, InvalidFiles, Failure, WrongArguments;
}
