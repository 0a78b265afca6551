package ledger.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server for browsers on this machine: it listens on the loopback interface alone, with a thread
 * for each request, so that slow ones keep nobody waiting.
 */
public final class LocalServer implements AutoCloseable {
  private static final int LAST_PORT = 65_535;

  /** How many ports after the wanted one are tried. */
  private static final int MORE_PORTS = 50;

  private final HttpServer server;
  private final @Nullable HttpServer second;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Answers a request that may be answered. */
  public interface Answers {
    void answer(HttpExchange exchange) throws IOException;
  }

  static {
    // Read once, when the first server is made: seconds for a request's head and body, and limits.
    limit("sun.net.httpserver.maxReqTime", 20);
    limit("sun.net.httpserver.maxReqHeaders", 60);
    limit("sun.net.httpserver.maxReqHeaderSize", 32 << 10);
    limit("jdk.httpserver.maxConnections", 4000);
  }

  private static void limit(String name, int most) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, String.valueOf(most));
    }
  }

  private LocalServer(HttpServer server, @Nullable HttpServer second) {
    this.server = server;
    this.second = second;
  }

  /**
   * Listens on a port; nothing is answered before {@link #start}.
   *
   * @param port 0 for any free one
   * @param orNext whether another port will do if it is taken
   * @throws BindException if none is free
   */
  public static LocalServer on(int port, boolean orNext) throws IOException {
    int last = orNext && port > 0 ? Math.min(port + MORE_PORTS, LAST_PORT) : port;
    for (int tried = port; ; tried++) {
      try {
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback(4), tried), 0);
        return new LocalServer(server, alsoOn(server.getAddress().getPort()));
      } catch (BindException e) {
        if (tried >= last) {
          throw e;
        }
      }
    }
  }

  /** The same port of the other loopback address, where this machine has one and it is free. */
  private static @Nullable HttpServer alsoOn(int port) {
    try {
      return HttpServer.create(new InetSocketAddress(loopback(16), port), 0);
    } catch (IOException e) {
      return null;
    }
  }

  private static InetAddress loopback(int bytes) throws IOException {
    byte[] address = new byte[bytes];
    address[bytes - 1] = 1;
    if (bytes == 4) {
      address[0] = 127;
    }
    return InetAddress.getByAddress(address);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Begins to answer.
   *
   * @param hosts names besides this machine's own by which it may be asked
   */
  public void start(Set<String> hosts, Answers answers) {
    RequestGuard guard = new RequestGuard(hosts);
    List<HttpServer> both = second == null ? List.of(server) : List.of(server, second);
    for (HttpServer each : both) {
      each.setExecutor(threads);
      each.createContext("/", exchange -> answer(guard, answers, exchange));
      each.start();
    }
  }

  private static void answer(RequestGuard guard, Answers answers, HttpExchange exchange)
      throws IOException {
    try (exchange) {
      Reply refusal = guard.refusal(exchange);
      if (refusal != null) {
        refusal.send(exchange);
      } else {
        answers.answer(exchange);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    if (second != null) {
      second.stop(0);
    }
    threads.shutdownNow();
  }
}
