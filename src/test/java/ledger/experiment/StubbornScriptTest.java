package ledger.experiment;

import static ledger.evidence.record.Exit.Kind.FAILED;
import static ledger.evidence.record.Exit.Kind.NOT_STARTED;
import static ledger.evidence.record.Exit.Kind.SIGNALLED;
import static ledger.evidence.record.Exit.Kind.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import ledger.evidence.judge.Judge;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.Status;
import ledger.workspace.Amount;
import ledger.workspace.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scripts that resist their end, or take what is not theirs: each is ended soon after its limit, as
 * a broken run with its log, and leaves no process.
 */
class StubbornScriptTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** A busy host takes long; none of the scripts would end within this by itself. */
  private static final Duration SLACK = Duration.ofSeconds(20);

  private static final String IGNORES =
      "for n in (1, 2, 3, 15): signal.signal(n, signal.SIG_IGN)\n";
  private static final String SLEEPER =
      "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300) # MARK'], start_new_session=True)\n";
  private static final String REWRITE = "open(os.environ['LEDGER_EVENTS'], 'w').close()\n";

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

  private static Arguments script(String what, Exit.Kind kind, String body) {
    return Arguments.of(what, kind, body);
  }

  static Stream<Arguments> scripts() {
    return Stream.of(
        script(
            "closes stdout and goes on", TIMED_OUT, "os.close(1)\nos.close(2)\ntime.sleep(60)\n"),
        script("closes stdout and fails", FAILED, "os.close(1)\nos.close(2)\nos._exit(1)\n"),
        script(
            "floods stderr",
            TIMED_OUT,
            "while True: os.write(2, b'x' * 1023 + b'\\n'); time.sleep(0.0005)\n"),
        script(
            "writes bytes that are no text",
            TIMED_OUT,
            "while True: os.write(1, b'\\xff\\x00\\n'); time.sleep(0.01)\n"),
        script("writes events that are no text", FAILED, "line(b'\\xff\\xfe\\n')\n"),
        script(
            "forks grandchildren that ignore signals",
            TIMED_OUT,
            IGNORES + SLEEPER.repeat(4) + "time.sleep(60)\n"),
        script("forks grandchildren and dies", SIGNALLED, SLEEPER + "os.kill(os.getpid(), 9)\n"),
        script("sleeps after its last event", TIMED_OUT, Workspaces.END + "time.sleep(60)\n"),
        script(
            "edits its events, then sleeps",
            TIMED_OUT,
            Workspaces.END + "time.sleep(0.3)\n" + REWRITE + "time.sleep(60)\n"),
        script(
            "edits its events afterwards", FAILED, Workspaces.END + "time.sleep(0.3)\n" + REWRITE),
        script("ignores signals", TIMED_OUT, IGNORES + "time.sleep(60)\n"),
        script(
            "forks twice into a session of its own, without a variable",
            TIMED_OUT,
            "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        "
                + IGNORES
                + "        os.execve(sys.executable, [sys.executable, '-c', 'import time; time.sleep(300) # MARK'], {})\n"
                + "    os._exit(0)\ntime.sleep(60)\n"),
        script("stops itself", TIMED_OUT, "os.kill(os.getpid(), signal.SIGSTOP)\ntime.sleep(60)\n"),
        script("ends by SIGTERM", SIGNALLED, "os.kill(os.getpid(), 15)\n"),
        script("ends by SIGSEGV", SIGNALLED, "os.kill(os.getpid(), 11)\n"),
        script("ends by SIGABRT", SIGNALLED, "os.abort()\n"),
        script("kills its supervisor", NOT_STARTED, "os.kill(os.getppid(), 9)\ntime.sleep(60)\n"),
        script(
            "kills its supervisor below grandchildren",
            NOT_STARTED,
            IGNORES + SLEEPER.repeat(3) + "os.kill(os.getppid(), 9)\ntime.sleep(60)\n"),
        script(
            "stops its supervisor",
            TIMED_OUT,
            IGNORES
                + SLEEPER
                + SLEEPER.replace("start_new", "env={}, start_new")
                + "os.kill(os.getppid(), signal.SIGSTOP)\ntime.sleep(60)\n"),
        script("stops its own group", TIMED_OUT, "os.kill(0, signal.SIGSTOP)\ntime.sleep(60)\n"),
        script(
            "deletes its folders",
            TIMED_OUT,
            "import shutil\nshutil.rmtree(os.environ['TMPDIR'])\nos.rmdir(os.getcwd())\ntime.sleep(60)\n"),
        script(
            "fills its TMPDIR",
            TIMED_OUT,
            "f = open(os.path.join(os.environ['TMPDIR'], 'f'), 'wb')\n"
                + "while True: f.write(bytes(1 << 20)); time.sleep(0.02)\n"),
        script("reads a pipe that says nothing", TIMED_OUT, "os.read(os.pipe()[0], 1)\n"),
        script(
            "forks faster than it can be killed",
            TIMED_OUT,
            "end = time.time() + 60\nwhile time.time() < end:\n"
                + "    if os.fork() == 0: time.sleep(0.05)\n    time.sleep(0.01)\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void leavesABrokenRecordInTime(String what, Exit.Kind kind, String body) {
    String script = "print('begun', flush=True)\n" + body.replace("MARK", mark);
    long start = System.nanoTime();
    RunRecord record = workspace.run(LIMIT.toSeconds() + "s", script);
    broken(record, kind);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(LIMIT.plus(SLACK));
  }

  private void broken(RunRecord record, Exit.Kind kind) {
    assertThat(record.exit().kind()).as(record.exit().detail()).isEqualTo(kind);
    assertThat(Judge.asOfRun(record).status()).isEqualTo(Status.BROKEN);
    assertThat(record.log().text()).startsWith("begun\n");
    assertThat(record.samples()).isNotEmpty();
    assertThat(workspace.verifier().store().all()).containsExactly(record);
  }

  private static Limits limits(long memory, long output) {
    return new Limits(new Amount(0, memory << 20), output << 20);
  }

  /** Ended by another limit than that of time, which is far. */
  private RunRecord ended(Limits limits, String body) {
    RunRecord record = workspace.run("20s", limits, "print('begun', flush=True)\n" + body);
    broken(record, FAILED);
    assertThat(record.durationMillis()).isLessThan(10_000);
    return record;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while True: os.write(2, b'x' * 65536)\n",
        "while True: line(b'x' * 65536)\n",
        "while True: event('sample', metric='ratio', value=31)\n",
        "line(b'{\"event\": \"sample\", \"metric\": \"ratio\", \"value\": 31}\\n' * 2000000)\n",
        "line(b'garbage\\n' * 2000000)\ntime.sleep(60)\n",
        "os.write(2, b'x' * 9000000)\n" + Workspaces.END
      })
  void writesMoreThanItMay(String body) {
    RunRecord record = ended(limits(0, 2), body);
    assertThat(record.exit().detail())
        .startsWith("ended because it wrote more than 2 MiB of log or events; ledger.toml sets");
    assertThat(record.samples()).hasSizeLessThan(60_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kept = bytearray(os.urandom(1 << 20)) * 256\ntime.sleep(60)\n",
        // What children hold counts too.
        "for _ in range(4):\n    if os.fork() == 0:\n"
            + "        kept = bytearray(os.urandom(1 << 20)) * 64\n        time.sleep(60)\n"
            + "time.sleep(60)\n"
      })
  void holdsMoreMemoryThanItMay(String body) {
    RunRecord record = ended(limits(128, 0), body);
    assertThat(record.exit().detail())
        .matches(
            "ended because its processes used \\d+ MiB of memory, more than 128 MiB; ledger.toml .*");
  }

  /** A large map that nothing was written into is no memory that is held, and pages are shared. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "import mmap\nmap = mmap.mmap(-1, 4 << 30)\ntime.sleep(1.5)\n",
        "kept = bytearray(os.urandom(1 << 20)) * 80\nfor _ in range(3):\n"
            + "    if os.fork() == 0: time.sleep(1.2); os._exit(0)\ntime.sleep(1.2)\n"
      })
  void holdsLessThanItSeems(String body) {
    RunRecord record = workspace.run("20s", limits(128, 0), body + Workspaces.END);
    assertThat(record.exit().kind()).as(record.exit().detail()).isEqualTo(Exit.Kind.COMPLETED);
  }

  @Test
  void whatRemovesItsFolderCanStillComplete() {
    String body = "import shutil\nshutil.rmtree(os.environ['TMPDIR'])\n" + Workspaces.END;
    RunRecord record = workspace.run("20s", body);
    assertThat(record.exit().kind()).as(record.exit().detail()).isEqualTo(Exit.Kind.COMPLETED);
  }
}
