package ledger.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder's files over HTTP, for this machine only. Each page is sent with a script that its file
 * does not have: it reloads the page when {@link #changed} is called.
 *
 * <p>{@link LocalServer} refuses what a page from elsewhere may have sent.
 */
public final class Preview implements AutoCloseable {
  private static final String OWN = "/.ledger/";

  private final Path folder;
  private final LocalServer server;
  private final Versions versions = new Versions();
  private volatile @Nullable String error;

  private Preview(Path folder, LocalServer server) {
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
    LocalServer server = LocalServer.on(port, false);
    Preview preview = new Preview(folder, server);
    server.start(Set.of(), preview::answer);
    return preview;
  }

  /** Where a browser finds the start page. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.port() + "/");
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
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST")) {
      Reply.text(405, "Only GET and HEAD.\n").send(exchange);
    } else if (path.equals(OWN + "events")) {
      versions.stream(exchange);
    } else if (path.equals(OWN + "reload.js")) {
      Reply.of(200, "text/javascript", ReloadScript.SOURCE).send(exchange);
    } else {
      file(path).send(exchange);
    }
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
