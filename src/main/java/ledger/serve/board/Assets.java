package ledger.serve.board;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import ledger.serve.Reply;
import org.jspecify.annotations.Nullable;

/** Scripts and styles: our own, and those of libraries from their WebJars. */
final class Assets {
  private static final Map<String, String> OWN =
      Map.of(
          "site.css", "/templates/assets/ledger.css",
          "board.css", "/ledger/serve/board/board.css",
          "board.js", "/ledger/serve/board/board.js",
          "stream.js", "/ledger/serve/board/stream.js",
          "theme.js", "/ledger/serve/board/theme.js");

  private Assets() {}

  /** Null if there is no such file. */
  static @Nullable Reply of(String name) throws IOException {
    String path = OWN.containsKey(name) ? OWN.get(name) : library(name);
    if (path == null) {
      return null;
    }
    try (InputStream in = Assets.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("not in the jars: " + path);
      }
      return Reply.of(200, Reply.type(name), in.readAllBytes())
          .with("Cache-Control", "private, max-age=3600");
    }
  }

  /** Where a library's script is; null if there is none of that name. */
  private static @Nullable String library(String name) throws IOException {
    Properties places = new Properties();
    try (InputStream in = Assets.class.getResourceAsStream("libraries.properties")) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: libraries.properties");
      }
      places.load(in);
    }
    return places.getProperty(name);
  }
}
