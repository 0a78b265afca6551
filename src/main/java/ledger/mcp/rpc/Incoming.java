package ledger.mcp.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a line of the other side says. */
sealed interface Incoming {
  /** It waits for an answer. */
  record Request(JsonNode id, String method, ObjectNode params) implements Incoming {}

  /** It waits for none. */
  record Notification(String method, ObjectNode params) implements Incoming {}

  /** An answer, though nothing was asked. */
  record UnaskedAnswer() implements Incoming {}

  /**
   * Nothing that could be understood.
   *
   * @param id null where even that cannot be read
   */
  record Malformed(@Nullable JsonNode id, RpcError error) implements Incoming {}

  JsonMapper JSON = new JsonMapper();

  /** Reads a line. */
  static Incoming of(String line) {
    JsonNode message;
    try {
      message = JSON.readTree(line);
    } catch (JacksonException e) {
      return new Malformed(
          null, new RpcError(RpcError.NO_JSON, "this line is no JSON: " + e.getOriginalMessage()));
    }
    JsonNode id = message.get("id");
    boolean usable = id != null && (id.isString() || id.isIntegralNumber());
    JsonNode method = message.get("method");
    if (message.isObject() && method == null && (message.has("result") || message.has("error"))) {
      return new UnaskedAnswer();
    }
    JsonNode params = message.path("params");
    if (!message.isObject()
        || !message.path("jsonrpc").asString("").equals("2.0")
        || method == null
        || !method.isString()
        || (id != null && !usable)
        || !(params.isMissingNode() || params.isObject())) {
      return new Malformed(
          usable ? id : null,
          new RpcError(
              RpcError.NO_REQUEST,
              "no request of JSON-RPC 2.0: one object a line, with jsonrpc, method, and an id that"
                  + " is a text or a whole number"));
    }
    ObjectNode given = params instanceof ObjectNode object ? object : JSON.createObjectNode();
    return id == null
        ? new Notification(method.asString(), given)
        : new Request(id, method.asString(), given);
  }
}
