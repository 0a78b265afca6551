package ledger.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ledger.experiment.Workspaces;
import ledger.mcp.tool.Allowed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The protocol line by line, and what each tool says. */
class McpServerTest {
  private static final String STATELESS =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"%s\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  /** Goes on until somebody ends it. */
  private static final String SLOW =
      Workspaces.header("120s")
          + Workspaces.PRELUDE
          + """
          with open(os.path.dirname(__file__) + "/started", "w") as f: f.write(str(os.getpid()))
          time.sleep(100)
          """
          + Workspaces.END;

  @TempDir Path folder;
  private Workspaces files;
  private McpPeer peer;

  @BeforeEach
  void open() throws Exception {
    files = new Workspaces(folder);
    files.environment();
    files.write("ledger/TASKS.md", Files.readString(Path.of("src/test/resources/seed/TASKS.md")));
    files.write(
        "ledger/ledger.toml",
        """
        environment = "plain"
        [environments.plain]
        requirements = "requirements/none.txt"
        python = ">=3.8"
        """);
    peer = new McpPeer(folder, EnumSet.noneOf(Allowed.class));
  }

  @AfterEach
  void close() throws Exception {
    peer.close();
  }

  private static int tokens(String text) {
    Encoding encoding = Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    return encoding.countTokensOrdinary(text);
  }

  @Test
  void bothErasOnOneStream() throws Exception {
    JsonNode old =
        peer.result(
            "initialize",
            "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}");
    assertThat(old.path("protocolVersion").asString()).isEqualTo("2025-11-25");
    assertThat(old.path("serverInfo").path("name").asString()).isEqualTo("ledger");
    assertThat(old.has("resultType")).isFalse();
    peer.line("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

    JsonNode now = peer.result("server/discover", "{" + STATELESS.formatted("2026-07-28") + "}");
    assertThat(now.path("supportedVersions").path(0).asString()).isEqualTo("2026-07-28");
    assertThat(now.path("resultType").asString()).isEqualTo("complete");
    JsonNode tools = peer.result("tools/list", "{" + STATELESS.formatted("2026-07-28") + "}");
    assertThat(tools.path("tools")).hasSize(8);
    assertThat(tools.path("ttlMs").asInt()).isPositive();

    JsonNode refused =
        peer.answer(peer.ask("tools/list", "{" + STATELESS.formatted("1900-01-01") + "}"));
    assertThat(refused.path("error").path("code").asInt()).isEqualTo(-32022);
    assertThat(refused.path("error").path("data").path("supported").toString())
        .contains("2026-07-28", "2025-11-25");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | -32700",
        "[] | -32600",
        "17 | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"} | -32600",
        "{\"jsonrpc\":\"1.0\",\"id\":9,\"method\":\"ping\"} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"no/such\"} | -32601",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/call\",\"params\":{\"name\":\"x\"}} | -32602",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\",\"params\":[]} | -32600"
      })
  void whatCannotBeUnderstoodIsAnsweredAndTheNextLineIsRead(String line, int code)
      throws Exception {
    peer.line(line);
    JsonNode answer = peer.hear(message -> message.has("error"));
    assertThat(answer.path("error").path("code").asInt()).isEqualTo(code);
    assertThat(answer.has("id")).isTrue();
    peer.line("");
    peer.line("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    assertThat(peer.result("ping", "{}").isEmpty()).isTrue();
  }

  @Test
  void nestedTooDeeplyAndTooLong() throws Exception {
    peer.line("[".repeat(100_000));
    assertThat(peer.hear(m -> m.has("error")).path("error").path("code").asInt()).isEqualTo(-32700);
    peer.line("x".repeat(17 << 20));
    assertThat(peer.hear(m -> m.has("error")).path("error").path("message").asString())
        .contains("at most 16777216 bytes");
    assertThat(peer.result("ping", "{}").isEmpty()).isTrue();
  }

  @Test
  void theListOfToolsIsShort() throws Exception {
    String list = peer.result("tools/list", "{}").path("tools").toString();
    assertThat(tokens(list)).isLessThanOrEqualTo(1_500);
    assertThat(list).doesNotContain("waive", "\"accept\"", "\"import\"");
  }

  @Test
  void aBoardOfThirtyTasksIsShort() throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int i = 10; i < 32; i++) {
      rows.append(
          "| MLX-0%d | Measure how long the longest title of task number %d takes | d | Low | Ada | n |\n"
              .formatted(i, i));
    }
    String seed = Files.readString(folder.resolve("ledger/TASKS.md"));
    files.write(
        "ledger/TASKS.md",
        seed.replaceFirst(
            "\n\n## In Progress", "\n" + rows.toString().stripTrailing() + "\n\n## In Progress"));
    JsonNode result = peer.call("board", "{}");
    String text = result.path("content").path(0).path("text").asString();
    assertThat(text).contains("Backlog (30)", "MLX-001 High Verify MLX Core Installation", "@Ada");
    assertThat(text.lines().filter(line -> line.startsWith("MLX-"))).hasSize(30);
    assertThat(tokens(result.toString())).isLessThanOrEqualTo(700);
  }

  @Test
  void whatIsReadAndChanged() throws Exception {
    assertThat(peer.text("task", "{\"id\":\"mlx-2\"}"))
        .startsWith("MLX-002 Document Lazy Computation Behavior\nState: Backlog\nDigest: ");
    assertThat(peer.text("search", "{\"words\":\"unified memory\"}"))
        .startsWith("MLX-003 (backlog)");
    JsonNode added = peer.call("add", "{\"title\":\"New\",\"priority\":\"Low\",\"cells\":{}}");
    assertThat(added.path("structuredContent").path("done").path(0).asString())
        .isEqualTo("added MLX-009 to Backlog");
    assertThat(added.path("content").path(0).path("text").asString())
        .as("clients pass on one of them")
        .isEqualTo(added.path("structuredContent").toString());
    String digest = peer.digest("MLX-009");
    String before = Files.readString(folder.resolve("ledger/TASKS.md"));
    String edit =
        "{\"action\":\"edit\",\"ids\":[\"MLX-009\"],\"digests\":[\"%s\"],\"cells\":{\"Owner\":\"Ada\"}%s}";
    assertThat(peer.text("change", edit.formatted(digest, ",\"dry_run\":true")))
        .contains("\"changed\":false", "+| MLX-009");
    assertThat(folder.resolve("ledger/TASKS.md")).hasContent(before);
    assertThat(peer.text("change", edit.formatted(digest, ""))).contains("edited MLX-009");
    assertThat(peer.refusal("change", edit.formatted(digest, "")))
        .contains("MLX-009 changed after it was read", "read it again");
    assertThat(peer.text("change", "{\"action\":\"undo\",\"count\":1}"))
        .contains("mcp change edit MLX-009");
    assertThat(folder.resolve("ledger/TASKS.md")).hasContent(before);
  }

  @Test
  void errorsSayWhatToDoInstead() throws Exception {
    assertThat(peer.refusal("board", "{\"state\":\"x\"}"))
        .isEqualTo("board has no argument 'state'; it takes: states, owner, skip");
    assertThat(peer.refusal("board", "{\"states\":\"x\"}")).contains("a list of texts");
    assertThat(peer.refusal("task", "{}")).isEqualTo("task needs 'id': a text");
    assertThat(peer.refusal("task", "{\"id\":\"MLX-099\"}")).contains("MLX-099");
    assertThat(peer.refusal("change", "{\"action\":\"fly\"}")).contains("one of edit, move, next");
    assertThat(peer.refusal("change", "{\"action\":\"edit\",\"ids\":[\"MLX-001\"]}"))
        .contains("call task for it");
    assertThat(
            peer.refusal(
                "change",
                "{\"action\":\"move\",\"ids\":[\"MLX-001\"],\"digests\":[\"0\"],\"waive\":\"x\"}"))
        .contains("has no argument 'waive'");
    assertThat(peer.refusal("results", "{\"run\":\"run-x-1\"}")).contains("there is no run");
    Files.delete(folder.resolve("ledger/TASKS.md"));
    assertThat(peer.refusal("board", "{}")).contains("help: ");
    files.write("ledger/TASKS.md", "## Backlog\n| ID | Title |\n|---|---|\n| A-001 | a | b |\n");
    assertThat(peer.refusal("board", "{}")).contains("TASKS.md:4:");
  }

  /** Two agents never get the same task, and none of many changes is lost. */
  @Test
  void manyCallsAtOnce() throws Exception {
    List<Integer> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(
          peer.ask("tools/call", "{\"name\":\"change\",\"arguments\":{\"action\":\"next\"}}"));
    }
    List<String> begun = new ArrayList<>();
    for (int id : calls) {
      begun.add(
          peer.answer(id).path("result").path("structuredContent").path("done").path(0).asString());
    }
    assertThat(begun).doesNotHaveDuplicates().allMatch(text -> text.endsWith("→ In Progress"));
    assertThat(peer.text("board", "{}")).contains("Backlog (0)", "In Progress (8)");
  }

  private ProcessHandle started() throws Exception {
    Path file = folder.resolve("ledger/experiments/started");
    for (int i = 0; i < 300 && !Files.exists(file); i++) {
      Thread.sleep(100);
    }
    Thread.sleep(100);
    return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
  }

  private static void assertEnded(ProcessHandle process) throws Exception {
    for (int i = 0; i < 100 && process.isAlive(); i++) {
      Thread.sleep(100);
    }
    assertThat(process.isAlive()).as("the experiment's process").isFalse();
  }

  @Test
  void aLongVerifyIsAskedForLaterAndCancelled() throws Exception {
    files.write("ledger/experiments/probe.py", SLOW);
    String first = peer.text("verify", "{\"ids\":[\"MLX-002\"],\"wait\":0}");
    assertThat(first).startsWith("still running as run-");
    String handle = first.split("\\s+")[3].replaceAll("[^a-z0-9-]", "");
    ProcessHandle process = started();
    assertThat(peer.text("results", "{\"run\":\"%s\",\"wait\":0}".formatted(handle)))
        .contains("still running as " + handle);
    assertThat(peer.refusal("results", "{\"run\":\"%s\",\"cancel\":true}".formatted(handle)))
        .contains("cancelled");
    assertEnded(process);
  }

  @Test
  void cancellationEndsTheProcessTreeAndGetsNoAnswer() throws Exception {
    files.write("ledger/experiments/probe.py", SLOW);
    int id =
        peer.ask(
            "tools/call",
            "{\"_meta\":{\"progressToken\":\"p\"},\"name\":\"verify\",\"arguments\":{\"ids\":[\"MLX-002\"],\"wait\":50}}");
    ProcessHandle process = started();
    JsonNode progress = peer.hear(m -> m.path("method").asString("").endsWith("/progress"));
    assertThat(progress.path("params").path("progressToken").asString()).isEqualTo("p");
    assertThat(progress.path("params").path("message").asString()).isNotBlank();
    peer.line(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%d}}"
            .formatted(id));
    assertEnded(process);
    assertThat(peer.result("ping", "{}").isEmpty()).isTrue();
    assertThat(folder.resolve("ledger/results")).doesNotExist();
  }

  @Test
  void aClientThatIsGoneEndsWhatItBegan() throws Exception {
    files.write("ledger/experiments/probe.py", SLOW);
    peer.ask("tools/call", "{\"name\":\"verify\",\"arguments\":{\"wait\":50}}");
    ProcessHandle process = started();
    peer.close();
    assertEnded(process);
  }

  @Test
  void whatTheUserAllows() throws Exception {
    try (McpPeer free = new McpPeer(folder, Set.of(Allowed.values()))) {
      files.write("ledger/experiments/probe.py", SLOW);
      String digest = free.digest("MLX-002");
      String done =
          "{\"action\":\"move\",\"ids\":[\"MLX-002\"],\"digests\":[\"%s\"],\"to\":\"done\"%s}";
      assertThat(free.refusal("change", done.formatted(digest, ""))).contains("is not verified");
      assertThat(free.text("change", done.formatted(digest, ",\"waive\":\"no Mac at hand\"")))
          .contains("Backlog → Done");
      assertThat(free.refusal("results", "{\"id\":\"MLX-002\",\"accept\":\"x\"}")).isNotBlank();
    }
  }
}
