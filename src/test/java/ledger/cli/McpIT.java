package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import ledger.io.FileTree;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real launcher, driven by the protocol's official client, which speaks both eras. */
class McpIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CLIENT = "mcp==2.3.0";
  private static final Path PYTHON = Tool.ROOT.resolve("target/mcp-client");

  private static final String SCRIPT =
      """
      # /// script
      # requires-python = ">=3.10"
      # [tool.ledger]
      # task = "MLX-001"
      # title = "Counting"
      # timeout = "120s"
      # headline = "parts"
      # [[tool.ledger.claims]]
      # id = "three"
      # text = "There are at least three parts"
      # metric = "parts"
      # at-least = 3
      # ///
      import json, os, time
      def event(kind, /, **fields):
          with open(os.environ["LEDGER_EVENTS"], "a") as file:
              file.write(json.dumps({"event": kind, **fields}) + "\\n")
      event("plan", schema=1, experiment="counting", task="MLX-001", steps=1)
      event("environment", python="3.12.1", os="Linux", arch="x86_64", backend="cpu", packages={"mlx": "0.29.4"},
            blas={"name": "reference", "library": "libblas", "threads": None}, load=[0, 0, 0])
      event("metric", id="parts", title="Parts", unit="1", better="higher", exact=False)
      event("progress", step=1, of=1, text="counting")
      for word in "one two three four five six seven".split():
          event("sample", metric="parts", value=len("a b c".split()))
      event("check", id="P1", title="Splitting", ok="a b".split() == ["a", "b"], detail="two words", control=False)
      event("end", load=[], seconds=0)
      """;

  @TempDir Path temp;
  private Path folder;

  @BeforeAll
  static void getClient() throws Exception {
    Path made = PYTHON.resolve(CLIENT);
    if (Files.exists(made)) {
      return;
    }
    FileTree.delete(PYTHON);
    must("python3", "-m", "venv", PYTHON.toString());
    must(PYTHON.resolve("bin/pip").toString(), "install", "--quiet", CLIENT);
    Files.createFile(made);
  }

  private static void must(String... command) throws Exception {
    Tool.Ended ended = Tool.run(Tool.ROOT, command);
    assertThat(ended.exit()).as(ended.err()).isZero();
  }

  @BeforeEach
  void open() throws Exception {
    folder = temp.resolve("agent");
    Path ledger = Files.createDirectories(folder.resolve("ledger"));
    Path requirements = Files.createDirectories(ledger.resolve("experiments/requirements"));
    Files.copy(Path.of("src/test/resources/seed/TASKS.md"), ledger.resolve("TASKS.md"));
    Files.writeString(ledger.resolve("experiments/counting.py"), SCRIPT);
    Files.writeString(requirements.resolve("none.txt"), "");
    Files.writeString(
        ledger.resolve("ledger.toml"),
        "environment = \"bare\"\n[environments.bare]\nrequirements = \"requirements/none.txt\"\n");
  }

  /** The client's process: told by lines, answers by lines. */
  private final class Agent implements AutoCloseable {
    private final Process process;
    private final Writer to;
    private final BufferedReader from;

    Agent(String mode) throws Exception {
      List<String> command = new ArrayList<>();
      command.add(PYTHON.resolve("bin/python").toString());
      command.add(Tool.ROOT.resolve("src/test/resources/mcp/client.py").toString());
      command.add(mode);
      command.addAll(Scratch.command("mcp", "--ledger", folder + "/ledger/TASKS.md"));
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      to = process.outputWriter();
      from = process.inputReader();
    }

    JsonNode tell(String... lines) throws Exception {
      to.write("[" + String.join(",", lines) + "]\n");
      to.flush();
      return JSON.readTree(from.readLine());
    }

    JsonNode call(String tool, String arguments) throws Exception {
      return tell("{\"do\":\"call\",\"tool\":\"%s\",\"arguments\":%s}".formatted(tool, arguments))
          .path(0);
    }

    String text(String tool, String arguments) throws Exception {
      JsonNode answer = call(tool, arguments);
      assertThat(answer.path("failed").asBoolean(true)).as(answer.toString()).isFalse();
      return answer.path("text").asString();
    }

    /** Moves the seed's first task, from the row as it is. */
    String move(String to) throws Exception {
      String task = text("task", "{\"id\":\"MLX-001\"}");
      String digest = task.replaceAll("(?s).*Digest: (\\S+).*", "$1");
      return "{\"action\":\"move\",\"ids\":[\"MLX-001\"],\"digests\":[\"%s\"],\"to\":\"%s\"}"
          .formatted(digest, to);
    }

    @Override
    public void close() throws Exception {
      to.close();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("client and server end").isTrue();
      assertThat(process.exitValue()).isZero();
    }
  }

  /** The same step by the command line, from the same files. */
  private Path byHand(String name, String... words) throws Exception {
    Path copy = temp.resolve(name);
    must("cp", "-a", folder.toString(), copy.toString());
    Tool.Ended ended = Tool.run(copy, Scratch.command(words).toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
    return copy;
  }

  private void assertSame(Path byHand) throws Exception {
    TreeMap<String, String> files = new Scratch(byHand).files();
    assertThat(files).hasSizeGreaterThan(4);
    assertThat(new Scratch(folder).files()).isEqualTo(files);
  }

  @ParameterizedTest
  @CsvSource({"auto,2026-07-28", "legacy,2025-11-25"})
  void theFirstTaskFromBacklogToDone(String mode, String version) throws Exception {
    try (Agent agent = new Agent(mode)) {
      assertThat(agent.tell("{\"do\":\"version\"}").path(0).path("version").asString())
          .isEqualTo(version);
      assertThat(agent.tell("{\"do\":\"tools\"}").path(0).path("names")).hasSize(8);
      assertThat(agent.text("board", "{}")).contains("MLX-001 High");

      Path started = byHand("started", "move", "MLX-001", "start");
      agent.text("change", agent.move("start"));
      assertSame(started);

      JsonNode refused = agent.call("change", agent.move("done"));
      assertThat(refused.path("failed").asBoolean(false)).isTrue();
      assertThat(refused.path("text").asString()).contains("MLX-001 is not verified");

      JsonNode verified = agent.call("verify", "{\"ids\":[\"MLX-001\"],\"wait\":50}");
      assertThat(verified.path("text").asString()).startsWith("MLX-001 verified: ");
      assertThat(verified.path("progress").toString()).contains("1 of 1, counting");

      Path done = byHand("done", "move", "MLX-001", "done");
      agent.text("change", agent.move("done"));
      assertSame(done);
      assertThat(agent.text("results", "{\"id\":\"MLX-001\"}")).contains("claim three pass");
      assertThat(agent.text("check", "{}")).contains("\"errors\":0");
    }
  }

  /** What the client gives up ends, and the others go on. */
  @Test
  void concurrentCallsAndOneThatIsGivenUp() throws Exception {
    Path script = folder.resolve("ledger/experiments/counting.py");
    Files.writeString(script, SCRIPT.replace("event(\"plan\"", "time.sleep(60)\nevent(\"plan\""));
    try (Agent agent = new Agent("auto")) {
      JsonNode answers =
          agent.tell(
              "{\"do\":\"give up\",\"tool\":\"verify\",\"seconds\":8,\"arguments\":{\"wait\":50}}",
              "{\"do\":\"call\",\"tool\":\"change\",\"arguments\":{\"action\":\"next\"}}",
              "{\"do\":\"call\",\"tool\":\"change\",\"arguments\":{\"action\":\"next\"}}",
              "{\"do\":\"call\",\"tool\":\"search\",\"arguments\":{\"words\":\"memory\"}}");
      assertThat(answers.path(0).path("cancelled").asBoolean(false)).isTrue();
      assertThat(answers.path(1).path("text").asString())
          .isNotEqualTo(answers.path(2).path("text").asString());
      assertThat(answers.path(3).path("text").asString()).contains("MLX-003");
      assertThat(agent.text("verify", "{\"dry_run\":true}")).contains("would run");
    }
    assertThat(folder.resolve("ledger/results")).doesNotExist();
  }
}
