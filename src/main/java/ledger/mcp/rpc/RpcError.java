package ledger.mcp.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Why a message gets an error for an answer. */
public final class RpcError extends Exception {
  private static final long serialVersionUID = 1;

  /** It is no JSON. */
  public static final int NO_JSON = -32700;

  /** It is JSON, and no request. */
  public static final int NO_REQUEST = -32600;

  /** Nobody knows the method. */
  public static final int NO_METHOD = -32601;

  /** The method cannot be called with these. */
  public static final int WRONG_PARAMETERS = -32602;

  /** A defect of this program. */
  public static final int DEFECT = -32603;

  private final int code;
  private final transient @Nullable JsonNode data;

  public RpcError(int code, String message) {
    this(code, message, null);
  }

  /**
   * With what a program needs to know.
   *
   * @param data null for nothing
   */
  public RpcError(int code, String message, @Nullable JsonNode data) {
    super(message);
    this.code = code;
    this.data = data;
  }

  public int code() {
    return code;
  }

  public @Nullable JsonNode data() {
    return data;
  }
}
