package ledger.mcp.tool;

import java.util.List;
import java.util.function.Consumer;
import ledger.app.App;
import ledger.app.runs.Runs;
import ledger.app.session.ExpectedRow;
import ledger.app.session.Session;
import ledger.mcp.rpc.RpcCall;

/**
 * A call of a tool.
 *
 * @param session of the server
 * @param runs the verifications of this process
 * @param name the tool's
 * @param rpc the request behind it
 * @param progress hears how far it is
 */
public record ToolCall(
    Session session, Runs runs, String name, RpcCall rpc, Consumer<String> progress) {
  /** What the tool calls; the journal keeps what it is about. */
  App app(String about) {
    return app(about, List.of());
  }

  /** The same for a change that is made from these rows. */
  App app(String about, List<ExpectedRow> rows) {
    return new App(session.expecting(("mcp " + name + " " + about).strip(), rows));
  }
}
