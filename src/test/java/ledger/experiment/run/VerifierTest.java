package ledger.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import ledger.app.results.PlanWords;
import ledger.evidence.judge.Judge;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.Status;
import ledger.experiment.Workspaces;
import ledger.experiment.inputs.TaskText;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  private static final String BODY =
      "from harness import inner\n"
          + "event('check', id='L1', title='One', ok=True, detail='1 of 1', control=False)\n"
          + "for value in range(30, 36): event('sample', metric='ratio', value=value)\n"
          + Workspaces.END;
  private static final String SCRIPT = Workspaces.header("20s") + Workspaces.PRELUDE + BODY;

  @TempDir Path root;
  private Workspaces workspace;

  @BeforeEach
  void open() {
    workspace = new Workspaces(root);
    workspace.write("ledger/experiments/harness/inner.py", "x = 1\n");
    workspace.write("ledger/experiments/other.py", SCRIPT.replace("MLX-002", "MLX-003"));
    RunRecord record = workspace.run("20s", BODY);
    assertThat(record.exit().kind())
        .as(record.exit().detail() + record.log().text())
        .isEqualTo(Exit.Kind.COMPLETED);
  }

  private PlannedRun plan(TaskText task) {
    Verifier verifier = workspace.verifier();
    return verifier.plan(List.of(task), verifier.environments(), RunMode.NEEDED).getFirst();
  }

  private void fresh() {
    PlannedRun planned = plan(Workspaces.TASK);
    assertThat(planned.run()).as(PlanWords.of(planned)).isFalse();
    assertThat(PlanWords.of(planned)).startsWith("nothing has changed since the run 20");
  }

  private void again(String why, Status status) {
    PlannedRun planned = plan(Workspaces.TASK);
    assertThat(planned.run()).isTrue();
    assertThat(PlanWords.of(planned)).contains(why);
    assertThat(workspace.verifier().verdicts().evidence(Workspaces.TASK).status())
        .isEqualTo(status);
  }

  @Test
  void whatChangesNothingRunsNothing() {
    fresh();
    workspace.write("ledger/experiments/probe.py", SCRIPT.replace("\n", "\r\n"));
    workspace.write("ledger/experiments/__pycache__/x.pyc", "1");
    workspace.write("ledger/experiments/requirements/other.txt", "1");
    workspace.write("ledger/experiments/tests/test_x.py", "1");
    workspace.write("ledger/experiments/other.py", SCRIPT.replace("MLX-002", "MLX-004"));
    workspace.write("ledger/experiments/probe.py", SCRIPT.replace("A probe", "Another title"));
    fresh();
  }

  @Test
  void everyInputCounts() {
    workspace.write("ledger/experiments/probe.py", SCRIPT + "\n");
    again("stale: changed since the run: the script", Status.STALE);
    workspace.write("ledger/experiments/probe.py", SCRIPT);
    workspace.write("ledger/experiments/harness/inner.py", "x = 2\n");
    again("changed since the run: ledger/experiments/harness/inner.py", Status.STALE);
    workspace.write("ledger/experiments/harness/inner.py", "x = 1\n");
    workspace.write("ledger/experiments/probe.py", SCRIPT.replace("at-least = 20", "at-least = 1"));
    again("suspect: edited after the run: the claims", Status.SUSPECT);
    workspace.write("ledger/experiments/probe.py", SCRIPT);
    fresh();
    workspace.write("ledger/experiments/requirements/none.txt", "# other\n");
    fresh();
    workspace.write("ledger/experiments/requirements/none.txt", "-r more.txt\n");
    again("requirements", Status.STALE);
  }

  @Test
  void onlyModulesThatAreReachedCount() {
    workspace.write("ledger/experiments/probes/__init__.py", "");
    workspace.write("ledger/experiments/probes/mine.py", "from . import inner\n");
    workspace.write("ledger/experiments/probes/inner.py", "x = 1\n");
    workspace.write("ledger/experiments/probes/foreign.py", "x = 1\n");
    workspace.write("ledger/experiments/examples/MLX-009.py", "x = 1\n");
    fresh();
    RunRecord record = workspace.run("20s", "from probes import mine\n" + BODY);
    assertThat(record.inputs().imports()).isEmpty();
    assertThat(record.inputs().observed().files())
        .containsOnlyKeys(
            "ledger/experiments/harness/inner.py",
            "ledger/experiments/probes/__init__.py",
            "ledger/experiments/probes/inner.py",
            "ledger/experiments/probes/mine.py");
    workspace.write("ledger/experiments/probes/foreign.py", "x = 2\n");
    fresh();
    workspace.write("ledger/experiments/probes/inner.py", "x = 2\n");
    again("changed since the run: ledger/experiments/probes/inner.py", Status.STALE);
  }

  @Test
  void theTasksTextCountsAndItsPaddingDoesNot() {
    assertThat(plan(new TaskText(Workspaces.TASK.id(), " Lazy ", "It  is lazy")).run()).isFalse();
    PlannedRun planned = plan(new TaskText(Workspaces.TASK.id(), "Lazy", "It is eager"));
    assertThat(planned.run()).isTrue();
    assertThat(PlanWords.of(planned)).contains("the task's text");
  }

  @Test
  void aRefutationCanBeAcceptedWithoutAnotherRun() {
    String refuted = Workspaces.header("20s").replace("at-least = 20", "at-least = 99");
    workspace.write("ledger/experiments/probe.py", refuted + Workspaces.PRELUDE + BODY);
    Verifier verifier = workspace.verifier();
    PlannedRun planned = plan(Workspaces.TASK);
    try (VerifyLock lock = verifier.lock()) {
      verifier.run(lock, planned, event -> {});
    } catch (VerifyRunning e) {
      throw new AssertionError(e);
    }
    assertThat(workspace.verifier().verdicts().evidence(Workspaces.TASK).status())
        .isEqualTo(Status.FAILED);
    fresh();
    String known =
        "# [[tool.ledger.known-failures]]\n# claim = \"large\"\n# reason = \"so\"\n# ///\n";
    workspace.write(
        "ledger/experiments/probe.py",
        refuted.replace("# ///\n", known) + Workspaces.PRELUDE + BODY);
    assertThat(workspace.verifier().verdicts().evidence(Workspaces.TASK).status())
        .isEqualTo(Status.KNOWN_FAILURES);
    fresh();
  }

  @Test
  void aQuickRunIsKeptAndCountsForNothing() throws Exception {
    workspace.write(
        "ledger/experiments/probe.py", SCRIPT + "assert 'LEDGER_QUICK' in os.environ\n");
    again("changed since the run: the script", Status.STALE);
    Verifier verifier = workspace.verifier();
    List<TaskText> tasks = List.of(Workspaces.TASK);
    PlannedRun quick = verifier.plan(tasks, verifier.environments(), RunMode.QUICK).getFirst();
    RunRecord record;
    try (VerifyLock lock = verifier.lock()) {
      record = verifier.run(lock, quick, event -> {});
    }
    assertThat(record.quick()).isTrue();
    assertThat(record.exit().kind()).as(record.log().text()).isEqualTo(Exit.Kind.COMPLETED);
    assertThat(Judge.firstLook(record).status()).isEqualTo(Status.VERIFIED);
    assertThat(Judge.asOfRun(record).status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(workspace.verifier().store().all()).contains(record);
    again("changed since the run: the script", Status.STALE);
  }

  @Test
  void whatALossOfPowerCutOffIsTold() throws Exception {
    Verifier verifier = workspace.verifier();
    PlannedRun planned =
        verifier.plan(List.of(Workspaces.TASK), verifier.environments(), RunMode.FORCED).getFirst();
    try (VerifyLock lock = verifier.lock()) {
      assertThat(verifier.interrupted(lock)).isEmpty();
      boolean[] noted = {false};
      verifier.run(
          lock,
          planned,
          event -> {
            if (event instanceof RunEvent.ProcessStarted) {
              noted[0] = Files.exists(root.resolve(".ledger/running"));
            }
          });
      assertThat(noted[0]).isTrue();
      assertThat(verifier.interrupted(lock)).isEmpty();
      Intent.of(
          Workspace.in(root).state(), planned, Clock.systemUTC()); // and then the host goes away
      assertThat(verifier.interrupted(lock).orElseThrow())
          .startsWith("MLX-002 probe in plain, started 20");
      assertThat(verifier.interrupted(lock)).isEmpty();
      Intent.of(Workspace.in(root).state(), planned, Clock.systemUTC());
      assertThat(verifier.interrupted()).as("another one may be running it").isEmpty();
    }
    assertThat(verifier.interrupted()).isPresent();
    assertThat(verifier.interrupted()).isEmpty();
  }

  /** What a loss of power left half written, or somebody wrote, is told all the same, as text. */
  @Test
  void aDamagedNoteOfWhatWasRunningStopsNothing() throws Exception {
    Verifier verifier = workspace.verifier();
    try (VerifyLock lock = verifier.lock()) {
      Path note = root.resolve(".ledger/running");
      Files.write(note, new byte[] {'M', (byte) 0xff, 27, '[', '1', 'm', '\n', 'x'});
      assertThat(verifier.interrupted(lock)).contains("M\uFFFD [1m x");
      Files.write(note, new byte[16]);
      assertThat(verifier.interrupted(lock)).contains("an experiment");
      assertThat(note).doesNotExist();
    }
  }

  @Test
  void oneAtATime() throws Exception {
    try (VerifyLock lock = workspace.verifier().lock()) {
      assertThat(lock.isHeld()).isTrue();
      assertThatThrownBy(() -> workspace.verifier().lock())
          .isInstanceOf(VerifyRunning.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    workspace.verifier().lock().close();
  }

  @Test
  void theSecondWaitsForTheFirstOrGivesUp() throws Exception {
    VerifyLock first = workspace.verifier().lock();
    List<String> told = new CopyOnWriteArrayList<>();
    Thread ender =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (told.isEmpty()) {
                    Thread.onSpinWait();
                  }
                  first.close();
                });
    try (VerifyLock second = workspace.verifier().lock(Duration.ofSeconds(20), told::add)) {
      assertThat(second.isHeld()).isTrue();
      assertThat(told).hasSize(1);
      assertThat(told.getFirst())
          .matches("process " + ProcessHandle.current().pid() + " since 20[-0-9]+T[:0-9]+Z");
      assertThatThrownBy(() -> workspace.verifier().lock(Duration.ofMillis(150), told::add))
          .isInstanceOf(VerifyRunning.class)
          .hasMessageContaining("and still is after");
      assertThat(told).hasSize(2);
    }
    ender.join();
  }

  @Test
  void withoutPythonTheStepIsNamed() throws Exception {
    Environment spec =
        new Environment(
            "future", Path.of("requirements/none.txt"), ">=99", new TreeMap<>(), List.of(), false);
    RunRecord record = failed(spec);
    assertThat(record.exit().detail())
        .startsWith("the environment failed while looking for Python: no working Python >=99")
        .contains("install one");
    Environment lost =
        new Environment("lost", Path.of("none.txt"), ">=3.8", new TreeMap<>(), List.of(), false);
    assertThat(failed(lost).exit().detail())
        .contains("there is no file ledger/experiments/none.txt");
    Environment library =
        new Environment(
            "library", spec.requirements(), ">=3.8", new TreeMap<>(), List.of("libno.so"), true);
    Verifier verifier = new Verifier(Workspace.in(root), List.of(library), Clock.systemUTC());
    PlannedRun planned =
        verifier.plan(List.of(Workspaces.TASK), verifier.environments(), RunMode.FORCED).getFirst();
    assertThat(planned.run()).isFalse();
    assertThat(PlanWords.of(planned))
        .startsWith("not available here: no libno.so in /usr/local/lib, ");
  }

  private RunRecord failed(Environment spec) throws VerifyRunning {
    Verifier verifier = new Verifier(Workspace.in(root), List.of(spec), Clock.systemUTC());
    PlannedRun planned =
        verifier.plan(List.of(Workspaces.TASK), verifier.environments(), RunMode.NEEDED).getFirst();
    try (VerifyLock lock = verifier.lock()) {
      RunRecord record = verifier.run(lock, planned, event -> {});
      assertThat(record.exit().kind()).isEqualTo(Exit.Kind.NOT_STARTED);
      assertThat(verifier.store().all()).contains(record);
      return record;
    }
  }
}
