package ledger.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer to a request.
 *
 * @param type the media type
 * @param headers further ones
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are passed on, never compared.
public record Reply(int status, String type, byte[] body, Map<String, String> headers) {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("csv", "text/csv; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("xml", "application/xml"));

  public static Reply of(int status, String type, String text) {
    return new Reply(
        status, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  public static Reply of(int status, String type, byte[] body) {
    return new Reply(status, type, body, Map.of());
  }

  public static Reply text(int status, String text) {
    return of(status, "text/plain", text);
  }

  public static Reply page(int status, String html) {
    return of(status, "text/html", html);
  }

  /** The media type of a file of the site. */
  public static String type(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  /** The same with a header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, type, body, Map.copyOf(more));
  }

  public void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    harden(exchange);
    headers.forEach(exchange.getResponseHeaders()::set);
    boolean silent = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, silent || body.length == 0 ? -1 : body.length);
    if (!silent) {
      exchange.getResponseBody().write(body);
    }
  }

  /** What every answer says, whatever it is. */
  public static void harden(HttpExchange exchange) {
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
    exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
  }
}
