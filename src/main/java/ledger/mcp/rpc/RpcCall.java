package ledger.mcp.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request while it is being answered. */
public final class RpcCall {
  private final Incoming.Request request;
  private final RpcOut out;
  private boolean cancelled;
  private @Nullable Runnable end;

  RpcCall(Incoming.Request request, RpcOut out) {
    this.request = request;
    this.out = out;
  }

  public JsonNode id() {
    return request.id();
  }

  public String method() {
    return request.method();
  }

  public ObjectNode params() {
    return request.params();
  }

  /** Tells the other side something before the answer. */
  public void tell(String method, ObjectNode params) {
    out.notification(method, params);
  }

  /**
   * Says how the call is ended before its time. Without it, a call that is cancelled runs to its
   * end, and only its answer is dropped: a change is made or not, never half.
   */
  public synchronized void endsBy(Runnable how) {
    end = how;
    if (cancelled) {
      how.run();
    }
  }

  /** From now on, nothing ends it. */
  public synchronized void endsByItself() {
    end = null;
  }

  /** The other side wants no answer any more. */
  synchronized void cancel() {
    cancelled = true;
    end();
  }

  /** The other side has gone. */
  synchronized void end() {
    Runnable how = end;
    if (how != null) {
      end = null;
      how.run();
    }
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }
}
