package ledger.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import ledger.app.runs.Runs;
import ledger.app.session.Session;
import ledger.mcp.rpc.RpcCall;
import ledger.mcp.rpc.RpcConnection;
import ledger.mcp.rpc.RpcError;
import ledger.mcp.tool.Allowed;
import ledger.mcp.tool.ToolAnswer;
import ledger.mcp.tool.ToolCall;
import ledger.mcp.tool.ToolSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The methods of the Model Context Protocol, in both of its eras: with {@code initialize} (until
 * 2025-11-25), and with a version in each request (since 2026-07-28). What a request says decides,
 * so one process serves both.
 */
public final class McpServer implements RpcConnection.Service {
  private static final JsonMapper JSON = new JsonMapper();

  /** The eras with {@code initialize}, newest first. */
  private static final List<String> WITH_HANDSHAKE =
      List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  private static final String STATELESS = "2026-07-28";

  private static final String META = "io.modelcontextprotocol/";

  /** A version that this server does not speak, by the protocol. */
  private static final int UNSUPPORTED_VERSION = -32022;

  private static final String INSTRUCTIONS =
      "A task ledger in one markdown file. A task with experiments is done only when verify says"
          + " verified: numbers come from runs, never from you. Use change instead of editing the"
          + " tables by hand.";

  private final Session session;
  private final Runs runs;
  private final String version;
  private final ToolSet tools;

  private McpServer(Session session, Runs runs, String version, Set<Allowed> allowed) {
    this.session = session;
    this.runs = runs;
    this.version = version;
    this.tools = new ToolSet(allowed);
  }

  /**
   * Serves one client until it has gone.
   *
   * @param version of this program
   */
  public static void serve(
      Session session, String version, Set<Allowed> allowed, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    try (Runs runs = new Runs(session)) {
      new RpcConnection(out).serve(in, new McpServer(session, runs, version, allowed));
    }
  }

  @Override
  public void hear(String method, ObjectNode params) {
    // notifications/initialized, and those of features that this server has not
  }

  @Override
  public @Nullable ObjectNode answer(RpcCall call) throws RpcError {
    JsonNode wanted = call.params().path("_meta").path(META + "protocolVersion");
    boolean stateless = wanted.isString();
    if (stateless && !wanted.asString().equals(STATELESS)) {
      throw unsupported(wanted.asString());
    }
    ObjectNode result =
        switch (call.method()) {
          case "initialize" -> initialized(call.params());
          case "server/discover" -> discovered();
          case "ping" -> JSON.createObjectNode();
          case "tools/list" -> cacheable(JSON.createObjectNode(), "tools", tools.list());
          case "tools/call" -> called(call);
          default ->
              throw new RpcError(
                  RpcError.NO_METHOD, "there is no method '" + call.method() + "' here");
        };
    if (stateless) {
      result.put("resultType", "complete");
      result.withObjectProperty("_meta").set(META + "serverInfo", serverInfo());
    }
    return result;
  }

  private static RpcError unsupported(String wanted) {
    ObjectNode data = JSON.createObjectNode().put("requested", wanted);
    versions(data.putArray("supported")::add);
    return new RpcError(UNSUPPORTED_VERSION, "this version of the protocol is not spoken", data);
  }

  private static void versions(Consumer<String> list) {
    list.accept(STATELESS);
    WITH_HANDSHAKE.forEach(list);
  }

  private ObjectNode initialized(ObjectNode params) {
    String wanted = params.path("protocolVersion").asString("");
    ObjectNode result = JSON.createObjectNode();
    result.put(
        "protocolVersion", WITH_HANDSHAKE.contains(wanted) ? wanted : WITH_HANDSHAKE.getFirst());
    result.set("capabilities", capabilities());
    result.set("serverInfo", serverInfo());
    return result.put("instructions", INSTRUCTIONS);
  }

  private ObjectNode discovered() {
    ObjectNode result = JSON.createObjectNode();
    versions(result.putArray("supportedVersions")::add);
    return cacheable(result, "capabilities", capabilities()).put("instructions", INSTRUCTIONS);
  }

  private static ObjectNode capabilities() {
    ObjectNode capabilities = JSON.createObjectNode();
    capabilities.putObject("tools");
    return capabilities;
  }

  private ObjectNode serverInfo() {
    return JSON.createObjectNode().put("name", "ledger").put("version", version);
  }

  /** A result that a client may keep: it stays the same as long as the process lives. */
  private static ObjectNode cacheable(ObjectNode result, String name, JsonNode value) {
    result.set(name, value);
    return result.put("ttlMs", 3_600_000).put("cacheScope", "private");
  }

  private ObjectNode called(RpcCall call) throws RpcError {
    String name = call.params().path("name").asString("");
    JsonNode given = call.params().path("arguments");
    if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
      throw new RpcError(RpcError.WRONG_PARAMETERS, "'arguments' has to be an object");
    }
    ObjectNode arguments = given instanceof ObjectNode object ? object : JSON.createObjectNode();
    ToolAnswer answer =
        tools
            .call(arguments, new ToolCall(session, runs, name, call, progress(call)))
            .orElseThrow(
                () ->
                    new RpcError(
                        RpcError.WRONG_PARAMETERS,
                        "there is no tool '" + name + "'; there are " + tools.names()));
    ObjectNode result = JSON.createObjectNode();
    result.putArray("content").addObject().put("type", "text").put("text", answer.text());
    if (answer.structure() != null) {
      result.set("structuredContent", answer.structure());
    }
    return answer.failed() ? result.put("isError", true) : result;
  }

  /** Tells how far a call is, where the client has asked for that. */
  private static Consumer<String> progress(RpcCall call) {
    JsonNode token = call.params().path("_meta").path("progressToken");
    if (!token.isString() && !token.isIntegralNumber()) {
      return text -> {};
    }
    AtomicInteger step = new AtomicInteger();
    return text -> {
      ObjectNode params = JSON.createObjectNode();
      params.set("progressToken", token);
      params.put("progress", step.incrementAndGet()).put("message", text);
      call.tell("notifications/progress", params);
    };
  }
}
