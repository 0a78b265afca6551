package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Done means measured: a task with an experiment, from no evidence to Done and back. */
class EvidenceGateIT {
  private static final String SCRIPT =
      """
      # /// script
      # requires-python = ">=3.10"
      # [tool.ledger]
      # task = "MLX-002"
      # title = "Counting"
      # timeout = "120s"
      # headline = "parts"
      # [[tool.ledger.claims]]
      # id = "three"
      # text = "There are at least three parts"
      # metric = "parts"
      # at-least = 3
      # ///
      import json, os
      def event(kind, /, **fields):
          with open(os.environ["LEDGER_EVENTS"], "a") as file:
              file.write(json.dumps({"event": kind, **fields}) + "\\n")
      event("plan", schema=1, experiment="counting", task="MLX-002", steps=1)
      event("environment", python="3.12.1", os="Linux", arch="x86_64", backend="cpu", packages={"mlx": "0.29.4"},
            blas={"name": "reference", "library": "libblas", "threads": None}, load=[0, 0, 0])
      event("metric", id="parts", title="Parts", unit="1", better="higher", exact=False)
      for word in "one two three four five six seven".split():
          event("sample", metric="parts", value=len("a b c".split()))
      event("check", id="P1", title="Splitting", ok="a b".split() == ["a", "b"], detail="two words", control=False)
      event("end", load=[], seconds=0)
      """;

  @TempDir Path folder;
  private Tool tool;
  private String seed;

  @BeforeEach
  void open() throws Exception {
    tool = Tool.copy(folder);
    Path experiments = tool.path("ledger/experiments");
    for (Path own : List.of(experiments, tool.path("ledger/tasks"))) {
      try (Stream<Path> entries = Files.list(own)) {
        for (Path file : entries.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.writeString(experiments.resolve("counting.py"), SCRIPT);
    Files.writeString(experiments.resolve("requirements/none.txt"), "");
    Files.writeString(
        tool.path("ledger/ledger.toml"),
        "environment = \"bare\"\n[environments.bare]\nrequirements = \"requirements/none.txt\"\n");
    Files.copy(
        Path.of("src/test/resources/seed/TASKS.md"),
        tool.path("ledger/TASKS.md"),
        StandardCopyOption.REPLACE_EXISTING);
    seed = ledger();
  }

  private String ledger() throws Exception {
    return Files.readString(tool.path("ledger/TASKS.md"));
  }

  @Test
  void doneNeedsAFreshVerdict() throws Exception {
    Tool.Ended refused = tool.ledger("move", "MLX-002", "done");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains("MLX-002 is not verified", "ledger verify MLX-002", "--waive");
    assertThat(ledger()).isEqualTo(seed);

    Tool.Ended verified = tool.ledger("verify", "MLX-002");
    assertThat(verified.exit()).as(verified.err()).isZero();
    Tool.Ended moved = tool.ledger("move", "MLX-002", "done");
    assertThat(moved.exit()).as(moved.err()).isZero();
    assertThat(ledger()).contains("1/1 checks, 1/1 claims; parts 3 [");
    assertThat(ledger().lines().filter(line -> line.contains("MLX-002")).toList()).hasSize(1);
    assertThat(ledger().lines().filter(line -> !line.contains("MLX-002")).toList())
        .isEqualTo(seed.lines().filter(line -> !line.contains("MLX-002")).toList());
    // The description now lives in the page, and the evidence is fresh all the same.
    assertThat(tool.ledger("verify", "MLX-002").err()).contains("not run, nothing has changed");

    assertThat(tool.ledger("move", "MLX-002", "backlog").exit()).isZero();
    assertThat(ledger()).isEqualTo(seed);
  }

  @Test
  void anEditedScriptMakesEvidenceStaleAndAWaiverIsRecorded() throws Exception {
    assertThat(tool.ledger("verify", "MLX-002").exit()).isZero();
    Path script = tool.path("ledger/experiments/counting.py");
    Files.writeString(script, Files.readString(script) + "# an edit\n");
    Tool.Ended refused = tool.ledger("move", "MLX-002", "done");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("script");
    Tool.Ended waived = tool.ledger("move", "MLX-002", "done", "--waive", "no time");
    assertThat(waived.exit()).as(waived.err()).isZero();
    assertThat(Files.readString(tool.path("ledger/tasks/MLX-002.md"))).contains("waived: no time");
  }

  /** Measurements beside each other would be worthless, and the second has nothing left to do. */
  @Test
  void theSecondVerifyWaitsAndSaysForWhom() throws Exception {
    Path script = tool.path("ledger/experiments/counting.py");
    Path begun = folder.resolve("begun");
    Path mayEnd = folder.resolve("may-end");
    Files.writeString(
        script,
        SCRIPT
            + """
            import time
            open(%s, "w").close()
            while not os.path.exists(%s):
                time.sleep(0.05)
            """
                .formatted(quoted(begun), quoted(mayEnd)));
    Path said = folder.resolve("said");
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = pool.submit(() -> tool.ledger("verify", "MLX-002"));
      until(() -> Files.exists(begun), first);
      Tool.Ended refused = tool.ledger("verify", "MLX-002", "--no-wait");
      assertThat(refused.exit()).isEqualTo(3);
      assertThat(refused.err()).contains("another verify is running in this workspace (process ");
      Process second =
          new ProcessBuilder(tool.path("bin/ledger").toString(), "verify", "MLX-002")
              .directory(folder.toFile())
              .redirectError(said.toFile())
              .start();
      until(() -> Files.readString(said).contains("waiting for it to finish"), first);
      Files.createFile(mayEnd);
      assertThat(second.waitFor()).as(Files.readString(said)).isZero();
      assertThat(Files.readString(said))
          .containsPattern("another verify is running here \\(process \\d+ since .*Z\\); waiting")
          .contains("not run, nothing has changed");
      assertThat(first.get().exit()).as(first.get().err()).isZero();
    }
  }

  private static String quoted(Path path) {
    return "'" + path + "'";
  }

  /** Waits until something is so, or the run is over, which the next assertion then tells. */
  private static void until(Callable<Boolean> so, Future<?> running) throws Exception {
    while (!so.call() && !running.isDone()) {
      Thread.sleep(20);
    }
  }

  @Test
  void aCalibrationIsKeptAsEvidence() throws Exception {
    int before = calibrations();
    Tool.Ended made = tool.ledger("verify", "MLX-002", "--calibrate");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).contains("noise measured from 3 equal runs, and kept for comparisons");
    assertThat(calibrations()).isEqualTo(before + 1);
    assertThat(tool.ledger("results", "verify").exit()).isZero();
  }

  /**
   * How many the task has: this repository's ledger, of which the workspace is a copy, has some.
   */
  private int calibrations() throws IOException {
    Path folder = tool.path("ledger/results/MLX-002/calibrations");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> kept = Files.list(folder)) {
      return (int) kept.count();
    }
  }

  /** A counting script whose words depend on the environment, and differ for good. */
  @Test
  void aChangeBetweenEnvironmentsIsRunAgainUntilItIsConfirmed() throws Exception {
    Files.writeString(
        tool.path("ledger/ledger.toml"),
        """
        environment = "bare"
        [environments.bare]
        requirements = "requirements/none.txt"
        [environments.more]
        requirements = "requirements/none.txt"
        [environments.more.variables]
        PARTS = "a b c d e f"
        """);
    Files.writeString(
        tool.path("ledger/experiments/counting.py"),
        SCRIPT.replace("\"a b c\"", "os.environ.get(\"PARTS\", \"a b c\")"));
    Tool.Ended both = tool.ledger("verify", "MLX-002", "--env", "bare,more");
    assertThat(both.exit()).as(both.err()).isZero();
    assertThat(both.err()).contains("in more: once more, to confirm a change");
    assertThat(both.out())
        .contains("(4 runs)", "better", "more than the difference between equal runs");
    assertThat(tool.ledger("verify", "MLX-002", "--env", "bare,more").err())
        .doesNotContain("once more");
  }

  @Test
  void aRefutedClaimKeepsItsTaskFromDone() throws Exception {
    Path script = tool.path("ledger/experiments/counting.py");
    Files.writeString(script, SCRIPT.replace("at-least = 3", "at-least = 4"));
    Tool.Ended verified = tool.ledger("verify", "MLX-002");
    assertThat(verified.exit()).isEqualTo(1);
    assertThat(verified.out()).contains("failed");
    assertThat(tool.ledger("move", "MLX-002", "done").exit()).isEqualTo(1);
  }

  @Test
  void aBrokenRequirementNamesTheStepAndTheOthersStillRun() throws Exception {
    Files.writeString(
        tool.path("ledger/ledger.toml"),
        "[environments.bad]\nrequirements = \"requirements/bad.txt\"\n"
            + "[environments.bare]\nrequirements = \"requirements/none.txt\"\n");
    Files.writeString(tool.path("ledger/experiments/requirements/bad.txt"), "no such thing !!\n");
    Tool.Ended ended = tool.ledger("verify", "MLX-002", "--env", "bad,bare");
    assertThat(ended.err()).contains("installing requirements", ".ledger/", "1 of 1 checks passed");
  }
}
