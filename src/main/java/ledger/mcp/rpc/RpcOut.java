package ledger.mcp.rpc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes messages, each whole: several calls are answered at the same time. */
final class RpcOut {
  private final OutputStream out;
  private boolean gone;

  RpcOut(OutputStream out) {
    this.out = out;
  }

  void result(JsonNode id, ObjectNode result) {
    ObjectNode message = message();
    message.set("id", id);
    message.set("result", result);
    write(message);
  }

  /**
   * Answers with an error.
   *
   * @param id null where that could not be read
   */
  void error(@Nullable JsonNode id, RpcError error) {
    ObjectNode message = message();
    message.set("id", id);
    ObjectNode fields = message.putObject("error");
    fields.put("code", error.code()).put("message", error.getMessage());
    if (error.data() != null) {
      fields.set("data", error.data());
    }
    write(message);
  }

  void notification(String method, ObjectNode params) {
    ObjectNode message = message();
    message.put("method", method).set("params", params);
    write(message);
  }

  private static ObjectNode message() {
    return Incoming.JSON.createObjectNode().put("jsonrpc", "2.0");
  }

  /** Whether nobody reads any more. */
  synchronized boolean isGone() {
    return gone;
  }

  /** Writes a line; a reader that has gone hears nothing, and that is no error of the call. */
  private void write(ObjectNode message) {
    byte[] line =
        (Incoming.JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (this) {
      try {
        out.write(line);
        out.flush();
        gone |= out instanceof PrintStream printed && printed.checkError();
      } catch (IOException e) {
        gone = true;
      }
    }
  }
}
