package ledger.serve.board;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.app.session.Failure;
import org.jspecify.annotations.Nullable;

/** The fields of a form, or of a query. Each may be there several times. */
record Form(Map<String, List<String>> fields) {
  private static final int LARGEST = 1 << 20;

  static Form of(@Nullable String encoded) throws Failure {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String part : encoded == null ? new String[0] : encoded.split("&", -1)) {
      int at = part.indexOf('=');
      String name = at < 0 ? part : part.substring(0, at);
      if (!name.isEmpty()) {
        fields
            .computeIfAbsent(decoded(name), each -> new ArrayList<>())
            .add(at < 0 ? "" : decoded(part.substring(at + 1)));
      }
    }
    return new Form(fields);
  }

  private static String decoded(String text) throws Failure {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Failure.wrongRequest("the form is not encoded as forms are", null);
    }
  }

  static Form sent(HttpExchange exchange) throws IOException, Failure {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      throw Failure.wrongRequest("the form is larger than 1 MiB", null);
    }
    return of(new String(body, StandardCharsets.UTF_8));
  }

  /** What a field says; empty if it is not there. */
  String text(String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst().strip();
  }

  @Nullable String textOrNull(String name) {
    String text = text(name);
    return text.isEmpty() ? null : text;
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** A text of one line: a cell has no other, and browsers send the ends of lines as they like. */
  static String line(String text) {
    return text.replaceAll("\\s*[\r\n]+\\s*", " ").strip();
  }
}
