package ledger.serve.board;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import ledger.app.App;
import ledger.app.board.BoardCalls;
import ledger.app.board.BoardView;
import ledger.app.runs.RunState;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.serve.Reply;
import ledger.text.Problem;

/** Knows the board as it is now, and tells the streams that listen what has changed. */
final class Hub {
  /** How often a silent stream says something, in seconds: this notices a page that is gone. */
  private static final int HEARTBEAT = 10;

  private static final String END = "";

  /** How long verdicts are shown without a look at all that they depend on. */
  private static final Duration TRUSTED = Duration.ofSeconds(10);

  private final BoardCalls board;
  private final Cards cards;
  private final Supplier<LocalDate> today;
  private final Set<BlockingQueue<String>> streams = ConcurrentHashMap.newKeySet();
  private DrawnBoard now;
  private volatile boolean ended;
  private volatile long judged = System.nanoTime();

  Hub(App app, Cards cards, Supplier<LocalDate> today) {
    this.board = app.board();
    this.cards = cards;
    this.today = today;
    this.now = drawn(1);
  }

  synchronized DrawnBoard now() {
    return now;
  }

  /** Reads everything again; whoever listens hears of it. */
  void changed() {
    if (ended) {
      return;
    }
    redraw();
    boolean old = System.nanoTime() - judged > TRUSTED.toNanos();
    if (old) {
      board.forget();
      judged = System.nanoTime();
      redraw();
    }
  }

  private void redraw() {
    DrawnBoard drawn;
    synchronized (this) {
      drawn = drawn(now.version() + 1);
      now = drawn;
    }
    tell(event("board", board(drawn)));
  }

  /** A verification went on, or ended. */
  void ran(RunState run) {
    String handle = text(run.handle());
    tell(event("run", "{\"handle\":" + handle + ",\"version\":" + run.version() + "}"));
    if (run.version() <= 1 || run.phase().ended()) {
      changed();
    }
  }

  private DrawnBoard drawn(long version) {
    try {
      return cards.snapshot(version, view(), today.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BoardView view() {
    try {
      return board.view();
    } catch (InvalidFiles e) {
      return new BoardView("", List.of(), List.of(), e.problems());
    } catch (IOException | Failure e) {
      Problem.Place place = new Problem.Place("ledger", 1, 1, "", 0);
      String message = String.valueOf(e.getMessage());
      return new BoardView(
          "", List.of(), List.of(), List.of(Problem.error("board", place, message, null)));
    }
  }

  private void tell(String event) {
    streams.forEach(stream -> stream.add(event));
  }

  /** Ends all streams, and draws no more. */
  void end() {
    ended = true;
    tell(END);
  }

  /** Server-sent events: the board's digests at once and after each change, and runs. */
  void stream(HttpExchange exchange) throws IOException {
    BlockingQueue<String> own = new LinkedBlockingQueue<>();
    streams.add(own);
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      Reply.harden(exchange);
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      String event = event("board", board(now()));
      while (event == null || !event.equals(END)) {
        out.write((event == null ? ":\n\n" : event).getBytes(StandardCharsets.UTF_8));
        out.flush();
        event = own.poll(HEARTBEAT, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      streams.remove(own);
    }
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  /** What a page needs to know which of its cards are no longer so. */
  private static String board(DrawnBoard shown) {
    String order =
        shown.order().entrySet().stream()
            .map(
                lane ->
                    text(lane.getKey())
                        + ":["
                        + lane.getValue().stream().map(Hub::text).collect(Collectors.joining(","))
                        + "]")
            .collect(Collectors.joining(","));
    String digests =
        shown.digests().entrySet().stream()
            .map(card -> text(card.getKey()) + ":" + text(card.getValue()))
            .collect(Collectors.joining(","));
    return "{\"version\":"
        + shown.version()
        + ",\"parts\":"
        + text(parts(shown))
        + ",\"order\":{"
        + order
        + "},\"cards\":{"
        + digests
        + "}}";
  }

  /** A digest of all but the cards. */
  static String parts(DrawnBoard shown) {
    BoardView view = shown.view();
    Map<String, Integer> counts =
        view.columns().stream()
            .collect(Collectors.toMap(lane -> lane.state().id(), lane -> lane.cards().size()));
    return Cards.digest(
        view.title()
            + counts
            + Explained.problems(view.problems())
            + view.needs().stream()
                .map(need -> need.kind() + need.card().digest() + need.since())
                .toList());
  }

  private static String text(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\' || c < ' ') {
        text.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
