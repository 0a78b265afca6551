package ledger.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ledger.app.results.PlanWords;
import ledger.evidence.RecordSchema;
import ledger.evidence.judge.Judge;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.Status;
import ledger.experiment.run.RunEvent;
import ledger.experiment.run.RunMode;
import ledger.experiment.run.Verifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes: whatever a script does, there is a record with its log and no process left. */
class HostileScriptTest {
  @TempDir Path root;
  private Workspaces workspace;
  private String mark;

  @BeforeEach
  void open() {
    workspace = new Workspaces(root);
    mark = UUID.randomUUID().toString();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(Workspaces.processesWith(root.toString())).isEmpty();
    assertThat(Workspaces.processesWith(mark)).isEmpty();
  }

  private static void broken(RunRecord record, Exit.Kind kind) {
    assertThat(record.exit().kind()).as(record.exit().detail()).isEqualTo(kind);
    assertThat(Judge.asOfRun(record).status()).isEqualTo(Status.BROKEN);
    assertThat(record.samples()).isNotEmpty();
  }

  @Test
  void aGoodScriptCompletesAndIsStored() throws Exception {
    List<String> heard = new ArrayList<>();
    RunRecord record =
        workspace.run(
            "20s",
            "event('check', id='L1', title='One', ok=True, detail='1 of 1', control=False)\n"
                + "for value in (31, 29.5, 30, 32, 33, 34): event('sample', metric='ratio', value=value)\n"
                + "print('hello', os.getcwd())\n"
                + END,
            event -> {
              if (event instanceof RunEvent.StepReached at) {
                heard.add(at.step() + "/" + at.of() + " " + at.text());
              }
            });
    assertThat(record.exit()).isEqualTo(new Exit(Exit.Kind.COMPLETED, 0, "ran to its end"));
    assertThat(record.log().text()).isEqualTo("hello (run)/work\n");
    assertThat(record.inputs().hostKind()).isEqualTo("linux-x86_64-cpu");
    assertThat(record.host().loadAfter()).containsExactly(0.1, 0.2, 0.3);
    assertThat(heard).containsExactly("1/2 first");
    Verifier verifier = workspace.verifier();
    assertThat(verifier.store().all()).containsExactly(record);
    String written = Files.readString(verifier.store().path(record.task(), record.run()));
    assertThat(RecordSchema.problems(written)).isEmpty();
    assertThat(verifier.verdicts().evidence(Workspaces.TASK).status()).isEqualTo(Status.VERIFIED);
    assertThat(verifier.plan(List.of(Workspaces.TASK), verifier.environments(), RunMode.NEEDED))
        .allSatisfy(planned -> assertThat(planned.run()).as(PlanWords.of(planned)).isFalse());
  }

  private static final String END = Workspaces.END;

  @Test
  void tenMegabytesOfStderr() {
    RunRecord record =
        workspace.run("20s", "sys.stderr.write(('x' * 1023 + '\\n') * 10240)\nsys.exit(3)\n");
    broken(record, Exit.Kind.FAILED);
    assertThat(record.exit().status()).isEqualTo(3);
    assertThat(record.log().bytes()).isEqualTo(10L << 20);
    assertThat(record.log().text().length()).isBetween(256 << 10, (256 << 10) + 100);
    assertThat(record.log().text()).contains((10L << 20) - (256 << 10) + " bytes omitted");
  }

  @Test
  void bytesThatAreNoText() {
    RunRecord record = workspace.run("20s", "os.write(1, b'a\\xff\\x00\\x1b[31mb')\nsys.exit(1)\n");
    broken(record, Exit.Kind.FAILED);
    assertThat(record.log().text()).isEqualTo("a\uFFFD\u0000b");
    assertThat(workspace.verifier().store().all()).containsExactly(record);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "line('garbage')",
        "line(b'\\xff\\xfe\\n')",
        "line('[1, 2]')",
        "line('{\"event\": \"sample\", \"metric\": \"ratio\", \"value\": NaN}')",
        "line('{\"event\": \"sample\", \"metric\": \"ratio\", \"value\": 1e999}')",
        "line('{\"event\": \"sample\", \"metric\": \"ratio\", \"value\": \"30\"}')",
        "line('{\"event\": \"sample\", \"metric\": \"ratio\", \"value\": 1, \"value\": 2}')",
        "event('sample', metric='undeclared', value=1)",
        "event('sample', metric='ratio', value=1, parameters=[1])",
        "event('sample', metric='ratio', value=1, warmup='yes')",
        "event('check', id='L1', title='One', ok='yes')",
        "event('nonsense')",
        "event('progress', step=1.5, of=2, text='x')",
        "line('{' * 5000)",
        "event('environment', python='3', os='Linux', arch='x86_64', backend='cpu')",
        "event('plan', schema=2, experiment='probe', task='MLX-002', steps=2)",
        "event('plan', schema=1, experiment='probe', task='MLX-003', steps=2)",
      })
  void eventsThatBreakTheContract(String statement) {
    RunRecord record =
        workspace.run("20s", statement + "\nevent('sample', metric='ratio', value=31)\n" + END);
    broken(record, Exit.Kind.FAILED);
    assertThat(record.exit().detail()).startsWith("line 6 of its events cannot be used: ");
    assertThat(record.samples()).extracting("value").containsExactly(30.0, 31.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "line(b'{\"event\": \"end\"')\n", "os.remove(os.environ['LEDGER_EVENTS'])\n"})
  void noEnd(String body) {
    RunRecord record = workspace.run("20s", "time.sleep(0.3)\n" + body);
    broken(record, Exit.Kind.FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text = open(path).read(); open(path, 'w').write(text.replace('30', '99'))",
        "open(path, 'w').close()",
        "text = open(path).read(); open(path, 'w').write(text[:-20])",
      })
  void editsItsOwnEventsAfterwards(String edit) {
    RunRecord record =
        workspace.run(
            "20s",
            "path = os.environ['LEDGER_EVENTS']\n" + END + "time.sleep(0.5)\n" + edit + "\n");
    broken(record, Exit.Kind.FAILED);
    assertThat(record.exit().detail()).contains("changed or removed after they were reported");
    assertThat(record.samples()).extracting("value").containsExactly(30.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.close(1)\nos.close(2)\n",
        "sys.stdout.close()\nsys.stderr.close()\n",
        "os.closerange(0, 64)\n"
      })
  void closesItsStreams(String body) {
    RunRecord record = workspace.run("20s", "print('before', flush=True)\n" + END + body);
    assertThat(record.exit().kind())
        .as(record.exit().detail())
        .isIn(Exit.Kind.COMPLETED, Exit.Kind.FAILED);
    assertThat(record.log().text()).startsWith("before\n");
    assertThat(record.samples()).hasSize(1);
  }

  @Test
  void nothingAfterTheEnd() {
    RunRecord record = workspace.run("20s", END + "event('sample', metric='ratio', value=31)\n");
    broken(record, Exit.Kind.FAILED);
    assertThat(record.exit().detail()).contains("after the end event");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "event('end', load=[], seconds=1)\n", "signal.signal(15, signal.SIG_IGN)\n"})
  void sleepsPastItsLimit(String body) {
    long start = System.nanoTime();
    RunRecord record = workspace.run("1s", body + "time.sleep(60)\n");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    broken(record, Exit.Kind.TIMED_OUT);
    assertThat(record.exit().detail()).contains("time limit of 1 s");
    assertThat(record.durationMillis()).isBetween(1000L, 20_000L);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 9, 11, 15})
  void killedBySignal(int number) {
    RunRecord record = workspace.run("20s", "os.kill(os.getpid(), " + number + ")\n");
    broken(record, Exit.Kind.SIGNALLED);
    assertThat(record.exit().status()).isEqualTo(number);
  }

  /**
   * A grandchild that leaves its session and its parent, ignores signals and keeps the log open.
   */
  private String escape() {
    return """
    def escape():
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                for number in (1, 2, 15): signal.signal(number, signal.SIG_IGN)
                clean = {} if %s else dict(os.environ)
                os.execve(sys.executable, [sys.executable, "-c", "import time; time.sleep(300) # %s"], clean)
            os._exit(0)
        os.wait()
    for _ in range(3): escape()
    time.sleep(0.3)
    """
        .formatted("True", mark);
  }

  @Test
  void grandchildrenThatEscapeDieWithACompletedRun() {
    RunRecord record = workspace.run("20s", escape() + END);
    assertThat(record.exit().kind()).isEqualTo(Exit.Kind.COMPLETED);
  }

  @Test
  void grandchildrenThatEscapeDieWithTheLimit() {
    long start = System.nanoTime();
    broken(workspace.run("1s", escape() + "time.sleep(60)\n"), Exit.Kind.TIMED_OUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void itsParentCannotBeKilledWithoutARecord() {
    RunRecord record = workspace.run("20s", "os.kill(os.getppid(), 9)\ntime.sleep(60)\n");
    assertThat(record.exit().kind()).isEqualTo(Exit.Kind.NOT_STARTED);
    assertThat(Judge.asOfRun(record).status()).isEqualTo(Status.BROKEN);
  }

  @Test
  void syntaxErrorsAreInTheLogWithoutThisMachinesPaths() {
    RunRecord record = workspace.run("20s", "this is no python\n");
    assertThat(record.exit().kind()).isEqualTo(Exit.Kind.FAILED);
    assertThat(record.log().text())
        .contains("ledger/experiments/probe.py")
        .contains("SyntaxError")
        .doesNotContain(root.toString());
  }

  @Test
  void standardInputIsEmptyAndForeignVariablesAreGone() {
    RunRecord record =
        workspace.run(
            "20s",
            "assert sys.stdin.read() == ''\nassert os.environ['PYTHONPATH'].endswith('/observe')\n"
                + "assert not [n for n in os.environ if n.startswith(('PIP_', 'MAVEN', 'JAVA'))]\n"
                + "assert os.environ['LEDGER_REQUIREMENTS'].endswith('none.txt')\n"
                + END);
    assertThat(record.exit().kind()).as(record.log().text()).isEqualTo(Exit.Kind.COMPLETED);
  }

  @Test
  void scratchFoldersAreRemoved() {
    RunRecord record =
        workspace.run(
            "20s",
            "import tempfile\n"
                + "event('artifact', name='t', media='text/plain', text=tempfile.mkdtemp())\n"
                + END);
    assertThat(record.artifacts()).as(record.exit() + record.log().text()).hasSize(1);
    Path folder = Path.of(record.artifacts().getFirst().text());
    assertThat(folder.getParent()).hasFileName("tmp");
    assertThat(folder.getParent().getParent()).doesNotExist();
  }
}
