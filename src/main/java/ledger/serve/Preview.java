package ledger.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A folder's files over HTTP, for this machine only. Each page is sent with a script that its file
 * does not have: it reloads the page when {@link #changed} is called.
 *
 * <p>Requests that name a host other than this machine are refused, so that no page from elsewhere
 * can read a ledger through a domain name of its own that points here.
 */
public final class Preview implements AutoCloseable {
  private static final String OWN = "/.ledger/";

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Versions versions = new Versions();
  private volatile @Nullable String error;

  private Preview(Path folder, HttpServer server) {
    this.folder = folder.toAbsolutePath().normalize();
    this.server = server;
  }

  /**
   * Starts serving.
   *
   * @param folder it need not exist yet
   * @param port 0 for any free one
   * @throws IOException if the port is taken
   */
  public static Preview of(Path folder, int port) throws IOException {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(here, port), 0);
    Preview preview = new Preview(folder, server);
    server.setExecutor(preview.threads);
    server.createContext("/", preview::answer);
    server.start();
    return preview;
  }

  /** Where a browser finds the start page. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** The folder has changed and is complete: open pages reload. */
  public void changed() {
    error = null;
    versions.next();
  }

  /**
   * The folder could not be updated: open pages show why until {@link #changed}.
   *
   * @param text for a reader, several lines
   */
  public void failed(String text) {
    error = text;
    versions.next();
  }

  /** Whether {@link #failed} was called last. */
  public boolean hasFailed() {
    return error != null;
  }

  @Override
  public void close() {
    versions.end();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!isForHere(exchange)) {
        Reply.text(403, "This server only answers this machine.\n").send(exchange);
      } else if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
        Reply.text(405, "Only GET and HEAD.\n").send(exchange);
      } else if (path.equals(OWN + "events")) {
        versions.stream(exchange);
      } else if (path.equals(OWN + "reload.js")) {
        Reply.of(200, "text/javascript", ReloadScript.SOURCE).send(exchange);
      } else {
        file(path).send(exchange);
      }
    }
  }

  private boolean isForHere(HttpExchange exchange) {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    int port = server.getAddress().getPort();
    return host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port);
  }

  private Reply file(String path) throws IOException {
    String wanted = path.endsWith("/") ? path + "index.html" : path;
    String why = error;
    if (why != null && wanted.endsWith(".html")) {
      return Reply.page(500, ReloadScript.error(why, versions.now()));
    }
    Path file = folder.resolve(wanted.substring(1)).normalize();
    if (!file.startsWith(folder) || wanted.indexOf('\0') >= 0 || !isInside(file)) {
      Path missing = folder.resolve("404.html");
      return Files.isRegularFile(missing)
          ? Reply.page(404, AtAnyDepth.page(html(missing)))
          : Reply.text(404, "There is no such file.\n");
    }
    return wanted.endsWith(".html")
        ? Reply.page(200, html(file))
        : Reply.of(200, Reply.type(wanted), Files.readAllBytes(file));
  }

  /** Whether it is a file, and not one that a link outside the folder leads to. */
  private boolean isInside(Path file) throws IOException {
    return Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath());
  }

  private String html(Path file) throws IOException {
    return ReloadScript.into(Files.readString(file, StandardCharsets.UTF_8), versions.now());
  }
}
