package ledger.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import ledger.evidence.Exit;
import ledger.evidence.Judge;
import ledger.evidence.RunRecord;
import ledger.evidence.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts that resist their end, or take what is not theirs: each ends within its limit and two
 * seconds, as a broken run with its log, and leaves no process.
 */
class StubbornScriptTest {
  private static final Duration SLACK = Duration.ofSeconds(2);
  private static final String IGNORES =
      "for n in (1, 2, 3, 15): signal.signal(n, signal.SIG_IGN)\n";
  private static final String SLEEPER =
      "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300) # MARK'], start_new_session=True)\n";

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

  static Arguments[] stubborn() {
    return new Arguments[] {
      Arguments.of("closes stdout and goes on", "os.close(1)\nos.close(2)\ntime.sleep(60)\n"),
      Arguments.of(
          "floods stderr", "while True: os.write(2, b'x' * 1023 + b'\\n'); time.sleep(0.0005)\n"),
      Arguments.of(
          "writes bytes that are no text", "while True: os.write(1, b'\\xff\\x00\\n'); time.sleep(0.01)\n"),
      Arguments.of("forks grandchildren", IGNORES + SLEEPER.repeat(4) + "time.sleep(60)\n"),
      Arguments.of("sleeps after its last event", Workspaces.END + "time.sleep(60)\n"),
      Arguments.of(
          "edits its events, then sleeps",
          "open(os.environ['LEDGER_EVENTS'], 'w').close()\ntime.sleep(60)\n"),
      Arguments.of("ignores signals", IGNORES + "time.sleep(60)\n"),
      Arguments.of(
          "forks twice into a session of its own",
          "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        "
              + IGNORES
              + "        os.execve(sys.executable, [sys.executable, '-c', 'import time; time.sleep(300) # MARK'], {})\n"
              + "    os._exit(0)\ntime.sleep(60)\n"),
      Arguments.of(
          "stops itself", "os.kill(os.getpid(), signal.SIGSTOP)\ntime.sleep(60)\n"),
      Arguments.of(
          "deletes its folders",
          "import shutil\nshutil.rmtree(os.environ['TMPDIR'])\nos.rmdir(os.getcwd())\ntime.sleep(60)\n"),
      Arguments.of(
          "fills its TMPDIR",
          "f = open(os.path.join(os.environ['TMPDIR'], 'f'), 'wb')\nwhile True: f.write(bytes(1 << 20)); time.sleep(0.01)\n"),
      Arguments.of(
          "replaces stdin and waits for it",
          "r, w = os.pipe()\nos.dup2(r, 0)\nos.read(0, 1)\n"),
      Arguments.of(
          "forks faster than it can be killed",
          "end = time.time() + 60\nwhile time.time() < end:\n"
              + "    if os.fork() == 0: time.sleep(0.05)\n    time.sleep(0.01)\n"),
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stubborn")
  void endsWithItsLimit(String what, String body) {
    String script = "print('begun', flush=True)\n" + body.replace("MARK", mark);
    long start = System.nanoTime();
    RunRecord record = workspace.run("1s", script);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(took).as(what).isLessThan(Duration.ofSeconds(1).plus(SLACK));
    assertThat(record.exit().kind()).as(record.exit().detail()).isEqualTo(Exit.Kind.TIMED_OUT);
    assertThat(Judge.asOfRun(record).status()).isEqualTo(Status.BROKEN);
    assertThat(record.log().text()).startsWith("begun\n");
    assertThat(workspace.verifier().store().all()).containsExactly(record);
  }

  @Test
  void whatReplacesItsFoldersCanStillComplete() {
    RunRecord record =
        workspace.run(
            "20s", "import shutil\nshutil.rmtree(os.environ['TMPDIR'])\n" + Workspaces.END);
    assertThat(record.exit().kind()).as(record.exit().detail()).isEqualTo(Exit.Kind.COMPLETED);
  }

  @Test
  void holdsMoreMemoryThanItMay() {
    RunRecord record =
        workspace.run(
            "20s",
            96L << 20,
            "print('begun', flush=True)\nkept = bytearray(os.urandom(1 << 20)) * 128\ntime.sleep(60)\n");
    overMemory(record);
  }

  /** What children hold counts too. */
  @Test
  void holdsMoreMemoryInItsChildrenThanItMay() {
    RunRecord record =
        workspace.run(
            "20s",
            160L << 20,
            "print('begun', flush=True)\nfor _ in range(4):\n    if os.fork() == 0:\n"
                + "        kept = bytearray(os.urandom(1 << 20)) * 48\n        time.sleep(60)\n"
                + "time.sleep(60)\n");
    overMemory(record);
  }

  private static void overMemory(RunRecord record) {
    assertThat(record.exit().kind()).as(record.exit().detail()).isEqualTo(Exit.Kind.FAILED);
    assertThat(record.exit().detail())
        .matches("ended because its processes held \\d+ MiB of memory, more than \\d+ MiB.*");
    assertThat(record.durationMillis()).isLessThan(10_000);
    assertThat(Judge.asOfRun(record).status()).isEqualTo(Status.BROKEN);
    assertThat(record.log().text()).startsWith("begun\n");
  }

  /** A large map that nothing was written into is no memory that is held. */
  @Test
  void reservedAddressesDoNotCount() {
    RunRecord record =
        workspace.run(
            "20s",
            96L << 20,
            "import mmap\nmap = mmap.mmap(-1, 4 << 30)\ntime.sleep(1.5)\n" + Workspaces.END);
    assertThat(record.exit().kind()).as(record.exit().detail()).isEqualTo(Exit.Kind.COMPLETED);
  }
}
