package ledger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import ledger.app.results.VerifyMode;
import ledger.app.results.VerifyRequest;
import ledger.app.runs.RunPhase;
import ledger.app.runs.RunState;
import ledger.app.runs.Runs;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.document.TaskId;
import ledger.experiment.Workspaces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifications that go on by themselves: with real scripts, watched and cancelled. */
class RunsTest {
  /** Says something, and then waits for a file, with a child that waits as well. */
  private static final String SLOW =
      Workspaces.header("60s")
          + Workspaces.PRELUDE
          + """
          print("the log speaks", flush=True)
          child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
          open(r"%s", "w").write(str(child.pid))
          while not os.path.exists(r"%s"):
              time.sleep(0.05)
          child.kill()
          for value in (31, 29.5, 30, 32, 33, 34): event("sample", metric="ratio", value=value)
          """
          + Workspaces.END;

  @TempDir Path folder;
  private App app;
  private Runs runs;

  @BeforeEach
  void open() throws Exception {
    Workspaces files = new Workspaces(folder.resolve("work"));
    files.environment();
    files.write("ledger/TASKS.md", Files.readString(Path.of("src/test/resources/seed/TASKS.md")));
    files.write(
        "ledger/experiments/probe.py",
        SLOW.formatted(folder.resolve("child"), folder.resolve("go on")));
    files.write(
        "ledger/ledger.toml",
        """
        environment = "plain"
        [environments.plain]
        requirements = "requirements/none.txt"
        python = ">=3.8"
        """);
    Path work = folder.resolve("work").toRealPath();
    app = new App(new Session(work, null, Map.of(), Clock.systemUTC(), "", notice -> {}));
    runs = app.runs();
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @Test
  void aRunIsWatchedToItsEnd() throws Exception {
    List<RunPhase> heard = new CopyOnWriteArrayList<>();
    runs.listen(run -> heard.add(run.phase()));
    RunState asked = runs.start(verify("mlx-002"));
    assertThat(asked.tasks()).containsExactly(new TaskId("MLX-002"));
    RunState spoken = until(asked.handle(), run -> run.log().contains("the log speaks"));
    assertThat(spoken.phase()).isEqualTo(RunPhase.RUNNING);
    assertThat(runs.start(verify("mlx-002")).handle()).isEqualTo(asked.handle());
    assertThat(runs.of(new TaskId("MLX-002"))).map(RunState::handle).hasValue(asked.handle());

    Files.createFile(folder.resolve("go on"));
    RunState ended = runs.await(asked.handle(), Long.MAX_VALUE, Duration.ofSeconds(60));
    assertThat(ended.phase()).as(String.valueOf(ended)).isEqualTo(RunPhase.COMPLETED);
    assertThat(ended.result()).isNotNull();
    assertThat(ended.result().verified(true)).isTrue();
    assertThat(ended.log()).contains("the log speaks");
    assertThat(ended.ended()).isNotNull();
    assertThat(heard).startsWith(RunPhase.QUEUED, RunPhase.RUNNING).endsWith(RunPhase.COMPLETED);
    assertThat(runs.start(verify("mlx-002")).handle()).isNotEqualTo(asked.handle());
  }

  @Test
  void cancellingEndsTheProcessTreeAndWhatWaitedGoesOn() throws Exception {
    RunState first = runs.start(verify("mlx-002"));
    RunState second = runs.start(verify("mlx-001"));
    RunState third = runs.start(verify("mlx-003"));
    until(first.handle(), run -> run.log().contains("the log speaks"));
    assertThat(runs.cancel(third.handle()).phase()).isEqualTo(RunPhase.CANCELLED);
    assertThat(runs.state(second.handle()).phase()).isEqualTo(RunPhase.QUEUED);

    runs.cancel(first.handle());
    RunState ended = runs.await(first.handle(), Long.MAX_VALUE, Duration.ofSeconds(20));
    assertThat(ended.phase()).isEqualTo(RunPhase.CANCELLED);
    assertThat(ProcessHandle.of(child()).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(records()).isEmpty();
    assertThat(runs.await(second.handle(), Long.MAX_VALUE, Duration.ofSeconds(20)).phase())
        .isEqualTo(RunPhase.COMPLETED);
  }

  @Test
  void closingEndsWhatRuns() throws Exception {
    RunState run = runs.start(verify("mlx-002"));
    until(run.handle(), now -> now.log().contains("the log speaks"));
    runs.close();
    assertThat(runs.state(run.handle()).phase()).isEqualTo(RunPhase.CANCELLED);
    assertThat(ProcessHandle.of(child()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void oneThatWaitsForAnotherProcessSaysSoAndIsCancelled() throws Exception {
    RunState here = runs.start(verify("mlx-002"));
    until(here.handle(), run -> run.log().contains("the log speaks"));
    try (Runs others = app.runs()) { // as far as the lock goes, another process
      RunState waits = others.start(verify("mlx-002"));
      RunState waiting = others.await(waits.handle(), 1, Duration.ofSeconds(20));
      assertThat(waiting.phase()).isEqualTo(RunPhase.WAITING);
      assertThat(waiting.holder()).contains("process ");
      others.cancel(waits.handle());
      assertThat(others.await(waits.handle(), Long.MAX_VALUE, Duration.ofSeconds(20)).phase())
          .isEqualTo(RunPhase.CANCELLED);
    }
    assertThat(runs.state(here.handle()).phase()).isEqualTo(RunPhase.RUNNING);
  }

  @Test
  void whatCannotRunSaysWhy() throws Exception {
    Failure unknown = catchThrowableOfType(Failure.class, () -> runs.start(verify("MLX-999")));
    assertThat(unknown).hasMessageContaining("MLX-999");
    assertThat(catchThrowableOfType(Failure.class, () -> runs.state("run-0")))
        .hasMessage("there is no run 'run-0'");
    VerifyRequest plan =
        new VerifyRequest(List.of(), List.of(), VerifyMode.NEEDED, null, true, false, true);
    assertThat(catchThrowableOfType(Failure.class, () -> runs.start(plan)))
        .hasMessageContaining("a plan starts no run");
    Path script = folder.resolve("work/ledger/experiments/probe.py");
    Files.writeString(script, Files.readString(script).replace("at-least", "at-lest"));
    RunState broken = runs.start(verify("mlx-002"));
    RunState ended = runs.await(broken.handle(), Long.MAX_VALUE, Duration.ofSeconds(20));
    assertThat(ended.phase()).isEqualTo(RunPhase.FAILED);
    assertThat(ended.failure()).isInstanceOf(InvalidFiles.class);
  }

  private static VerifyRequest verify(String id) {
    return new VerifyRequest(List.of(id), List.of(), VerifyMode.NEEDED, null, false, false, true);
  }

  private long child() throws Exception {
    return Long.parseLong(Files.readString(folder.resolve("child")));
  }

  private List<Path> records() throws Exception {
    Path results = folder.resolve("work/ledger/results");
    if (!Files.exists(results)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(results)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Something that may be so. */
  private interface RunCondition {
    boolean holds(RunState run) throws Exception;
  }

  private RunState until(String handle, RunCondition condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    RunState run = runs.state(handle);
    while (!condition.holds(run)) {
      assertThat(System.nanoTime()).as(String.valueOf(run)).isLessThan(end);
      run = runs.await(handle, run.version(), Duration.ofSeconds(1));
    }
    return run;
  }
}
