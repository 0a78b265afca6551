package ledger.mcp.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers one other side until it has gone. Requests are answered at the same time; what cannot be
 * understood is answered with an error, and the next line is read.
 */
public final class RpcConnection {
  private static final int LONGEST_LINE = 16 << 20;

  /** How many requests are answered at the same time; others wait. */
  private static final int MOST_AT_ONCE = 16;

  /** How long calls may take to end once the other side has gone. */
  private static final int PATIENCE_SECONDS = 30;

  private final RpcOut out;
  private final Map<JsonNode, RpcCall> running = new ConcurrentHashMap<>();

  /** Who knows the methods. */
  public interface Service {
    /** The result of a request; null for none yet, as of a stream that stays open. */
    @Nullable ObjectNode answer(RpcCall call) throws RpcError;

    /** Something that waits for no answer. */
    void hear(String method, ObjectNode params);
  }

  public RpcConnection(OutputStream out) {
    this.out = new RpcOut(out);
  }

  /** Tells the other side something, at any time. */
  public void tell(String method, ObjectNode params) {
    out.notification(method, params);
  }

  /** Reads until the end of the stream, and waits for what is still being answered. */
  public void serve(InputStream in, Service service) throws IOException, InterruptedException {
    RpcLines lines = new RpcLines(in, LONGEST_LINE);
    ExecutorService threads =
        Executors.newFixedThreadPool(MOST_AT_ONCE, Thread.ofPlatform().daemon().factory());
    Incoming message = lines.next();
    while (message != null && !out.isGone()) {
      switch (message) {
        case Incoming.Request request -> begin(threads, request, service);
        case Incoming.Notification told -> hear(told, service);
        case Incoming.Malformed malformed -> out.error(malformed.id(), malformed.error());
        case Incoming.UnaskedAnswer unasked -> {}
      }
      message = lines.next();
    }
    threads.shutdown();
    running.values().forEach(RpcCall::end);
    threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void begin(ExecutorService threads, Incoming.Request request, Service service) {
    RpcCall call = new RpcCall(request, out);
    if (running.putIfAbsent(request.id(), call) != null) {
      out.error(
          request.id(),
          new RpcError(RpcError.NO_REQUEST, "a request with this id is being answered already"));
      return;
    }
    threads.execute(() -> answer(call, service));
  }

  private void answer(RpcCall call, Service service) {
    boolean open = false;
    try {
      if (call.isCancelled()) {
        return;
      }
      ObjectNode result = service.answer(call);
      open = result == null;
      if (result != null && !call.isCancelled()) {
        out.result(call.id(), result);
      }
    } catch (RpcError e) {
      answer(call, e);
    } catch (RuntimeException | Error e) { // whatever it is, the other side waits for an answer
      answer(call, new RpcError(RpcError.DEFECT, "this is a bug in ledger: " + e));
    } finally {
      if (!open) {
        running.remove(call.id(), call);
      }
    }
  }

  private void answer(RpcCall call, RpcError error) {
    if (!call.isCancelled()) {
      out.error(call.id(), error);
    }
  }

  private void hear(Incoming.Notification told, Service service) {
    JsonNode id = told.params().get("requestId");
    if (told.method().equals("notifications/cancelled") && id != null) {
      RpcCall call = running.remove(id);
      if (call != null) {
        call.cancel();
      }
    } else {
      service.hear(told.method(), told.params());
    }
  }
}
