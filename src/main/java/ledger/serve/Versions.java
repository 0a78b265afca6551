package ledger.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Counts the folder's changes and streams the count to listening pages. */
final class Versions {
  /**
   * How often a silent stream says something, in milliseconds: this notices a page that is gone.
   */
  private static final long HEARTBEAT = 10_000;

  /** Another run of the server is another version, too: its pages reload when they come back. */
  private final long start = System.currentTimeMillis();

  private int count;
  private boolean ended;

  synchronized String now() {
    return start + "-" + count;
  }

  synchronized void next() {
    count++;
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Server-sent events: the version at once and after each change, until the page is gone. */
  void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    Reply.harden(exchange);
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    String sent = "";
    while (!hasEnded()) {
      String now = now();
      String line = now.equals(sent) ? ":\n\n" : "data: " + now + "\n\n";
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.flush();
      sent = now;
      if (!await(sent)) {
        return;
      }
    }
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  private synchronized boolean await(String sent) {
    long until = System.nanoTime() + HEARTBEAT * 1_000_000;
    try {
      for (long left = HEARTBEAT; left > 0 && !ended && now().equals(sent); ) {
        wait(left);
        left = (until - System.nanoTime()) / 1_000_000;
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
