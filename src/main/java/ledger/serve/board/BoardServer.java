package ledger.serve.board;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import ledger.app.App;
import ledger.app.board.BoardWatch;
import ledger.app.runs.Runs;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.serve.LocalServer;
import ledger.serve.Reply;

/**
 * The ledger as a board in browsers. Whoever has the address may change the ledger, as far as it is
 * not read-only; nobody can guess it.
 */
public final class BoardServer implements AutoCloseable {
  private static final int TOKEN_BYTES = 16;

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final LocalServer server;
  private final Runs runs;
  private final BoardWatch watch;
  private final Hub hub;
  private final BoardPages pages;
  private final Actions actions;
  private final String root;
  private final boolean readOnly;
  private final AtomicBoolean closed = new AtomicBoolean();

  private BoardServer(App app, LocalServer server, boolean readOnly, Session session)
      throws IOException, InvalidFiles, Failure {
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    this.root = "/" + HexFormat.of().formatHex(token) + "/";
    this.server = server;
    this.readOnly = readOnly;
    this.runs = app.runs();
    Fragments fragments = new Fragments();
    Cards cards = new Cards(fragments, runs, root, readOnly);
    this.hub = new Hub(app, cards, session::today);
    this.pages = new BoardPages(app, fragments, cards, hub, runs, root, readOnly, session::today);
    this.actions = new Actions(app, pages, hub, runs, root, session::shown);
    this.watch = app.board().watch(hub::changed);
    runs.listen(hub::ran);
  }

  /**
   * Starts serving.
   *
   * @param port the wanted one; the next free one is taken if it is not free; 0 for any
   * @param hosts names besides this machine's own by which it may be asked
   * @param session that of {@code app}
   */
  public static BoardServer of(
      App app, int port, Set<String> hosts, boolean readOnly, Session session)
      throws IOException, InvalidFiles, Failure {
    LocalServer server = LocalServer.on(port, true);
    try {
      BoardServer board = new BoardServer(app, server, readOnly, session);
      server.start(hosts, board::answer);
      return board;
    } catch (IOException | InvalidFiles | Failure | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  public int port() {
    return server.port();
  }

  /** Where a browser finds the board. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.port() + root);
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      hub.end();
      watch.close();
      runs.close();
      server.close();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    if (!isOurs(path)) {
      Reply.text(404, "There is nothing here. 'ledger serve' printed the whole address.\n")
          .send(exchange);
      return;
    }
    String place = URLDecoder.decode(path.substring(root.length()), StandardCharsets.UTF_8);
    if (place.equals("events") && exchange.getRequestMethod().equals("GET")) {
      hub.stream(exchange);
      return;
    }
    Reply reply;
    try {
      reply =
          exchange.getRequestMethod().equals("POST")
              ? post(place, exchange)
              : get(place, Form.of(exchange.getRequestURI().getRawQuery()));
    } catch (InvalidFiles | Failure | IOException | RuntimeException e) {
      reply = pages.problem(e);
    }
    reply.with("Content-Security-Policy", POLICY).send(exchange);
  }

  /** Compared in a time that tells nothing. */
  private boolean isOurs(String path) {
    return path.length() >= root.length()
        && MessageDigest.isEqual(
            path.substring(0, root.length()).getBytes(StandardCharsets.UTF_8),
            root.getBytes(StandardCharsets.UTF_8));
  }

  private Reply get(String place, Form query) throws IOException, InvalidFiles, Failure {
    int at = place.indexOf('/');
    String name = at < 0 ? place : place.substring(0, at);
    String rest = at < 0 ? "" : place.substring(at + 1);
    Reply asset = name.equals("assets") ? Assets.of(rest) : null;
    if (asset != null) {
      return asset;
    }
    return switch (name) {
      case "" -> pages.board(query);
      case "cards" -> pages.cards(query);
      case "task" -> pages.task(rest);
      case "add" -> pages.adding();
      case "run" -> pages.run(rest);
      default -> Reply.text(404, "There is no such page.\n");
    };
  }

  private Reply post(String place, HttpExchange exchange)
      throws IOException, InvalidFiles, Failure {
    Form form = Form.sent(exchange);
    if (readOnly) {
      return Reply.text(403, "This board is read-only.\n");
    }
    return switch (place) {
      case "move" -> actions.move(form);
      case "edit" -> actions.edit(form);
      case "add" -> actions.add(form);
      case "remove" -> actions.remove(form);
      case "undo" -> actions.undo(form);
      case "verify" -> actions.verify(form);
      case "cancel" -> actions.cancel(form);
      default -> Reply.text(404, "There is no such action.\n");
    };
  }
}
