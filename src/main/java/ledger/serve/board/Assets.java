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
    String path =
        switch (name) {
          case "htmx.js" -> webjar("htmx.org", "dist/htmx.min.js");
          case "sortable.js" -> webjar("sortablejs", "Sortable.min.js");
          default -> OWN.get(name);
        };
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

  /** A file of a WebJar, whose version its own jar tells. */
  private static String webjar(String artifact, String file) throws IOException {
    String about = "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = Assets.class.getResourceAsStream(about)) {
      if (in == null) {
        throw new IllegalStateException("not in the jars: " + about);
      }
      properties.load(in);
    }
    return "/META-INF/resources/webjars/"
        + artifact
        + "/"
        + properties.getProperty("version")
        + "/"
        + file;
  }
}
