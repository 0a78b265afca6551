package ledger.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import ledger.app.session.Session;
import ledger.mcp.tool.Allowed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The other side of a server in this process: writes lines, hears messages. */
final class McpPeer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final PipedOutputStream toServer = new PipedOutputStream();
  private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final List<JsonNode> left = new ArrayList<>();
  private final Thread server;
  private boolean closed;
  private int asked;

  McpPeer(Path folder, Set<Allowed> allowed) throws IOException {
    PipedInputStream in = new PipedInputStream(toServer, 1 << 16);
    PipedInputStream fromServer = new PipedInputStream(1 << 16);
    PipedOutputStream out = new PipedOutputStream(fromServer);
    Clock noon = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    Session session = new Session(folder, null, Map.of(), noon, "ledger mcp", notice -> {});
    server =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try (out) {
                    McpServer.serve(session, "0", allowed, in, out);
                  } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                  }
                });
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(fromServer, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  heard.add(JSON.readTree(line));
                }
              } catch (IOException e) {
                return; // A pipe's end, as Java's pipes tell it where a thread that wrote has
                // ended.
              }
            });
  }

  /** Writes a line as it is. */
  void line(String line) throws IOException {
    toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  /** Asks something, and says with which ID. */
  int ask(String method, String params) throws IOException {
    asked++;
    line(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(asked, method, params));
    return asked;
  }

  /** The first message of this kind, within half a minute; others are kept. */
  JsonNode hear(Predicate<JsonNode> wanted) throws InterruptedException {
    for (JsonNode message : left) {
      if (wanted.test(message)) {
        left.remove(message);
        return message;
      }
    }
    while (true) {
      JsonNode message = heard.poll(30, TimeUnit.SECONDS);
      assertThat(message).as("a message; those left: %s", left).isNotNull();
      if (wanted.test(message)) {
        return message;
      }
      left.add(message);
    }
  }

  JsonNode answer(int id) throws InterruptedException {
    return hear(message -> message.path("id").asInt(-1) == id);
  }

  /** Asks something and returns its result. */
  JsonNode result(String method, String params) throws Exception {
    JsonNode answer = answer(ask(method, params));
    assertThat(answer.has("result")).as(answer.toString()).isTrue();
    return answer.path("result");
  }

  /** Calls a tool, and returns what it says. */
  JsonNode call(String tool, String arguments) throws Exception {
    return result("tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
  }

  /** The text of a tool's answer that succeeds. */
  String text(String tool, String arguments) throws Exception {
    JsonNode result = call(tool, arguments);
    assertThat(result.has("isError")).as(result.toString()).isFalse();
    return result.path("content").path(0).path("text").asString();
  }

  /** The text of a tool's answer that says why not. */
  String refusal(String tool, String arguments) throws Exception {
    JsonNode result = call(tool, arguments);
    assertThat(result.path("isError").asBoolean(false)).as(result.toString()).isTrue();
    return result.path("content").path(0).path("text").asString();
  }

  /** The digest of a task's row, as an agent gets it. */
  String digest(String id) throws Exception {
    return text("task", "{\"id\":\"%s\"}".formatted(id))
        .lines()
        .filter(line -> line.startsWith("Digest: "))
        .findFirst()
        .orElseThrow()
        .substring("Digest: ".length());
  }

  /** The client goes; the server has to end. */
  @Override
  public void close() throws IOException, InterruptedException {
    toServer.close();
    assertThat(server.join(java.time.Duration.ofSeconds(20))).as("the server has ended").isTrue();
  }
}
