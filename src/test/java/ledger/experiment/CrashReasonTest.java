package ledger.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
import ledger.experiment.process.CrashReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that breaks says why: real scripts that die in many ways. */
class CrashReasonTest {
  private static final String CHILD = "[sys.executable, '-c', 'raise KeyError(7)']";

  @TempDir Path root;

  private static Arguments dies(String body, String reason) {
    return Arguments.of(body, reason);
  }

  static Stream<Arguments> scripts() {
    return Stream.of(
        dies("raise ValueError('my own')", "exited with status 1: ValueError: my own"),
        dies("sys.exit('lost it')", "exited with status 1; it printed last: lost it"),
        dies("sys.exit(3)", "exited with status 3"),
        dies("x = )", "exited with status 1: SyntaxError: unmatched ')'"),
        dies(
            "import nowhere",
            "exited with status 1: ModuleNotFoundError: No module named 'nowhere'"),
        dies("raise MemoryError", "exited with status 1: MemoryError"),
        dies(
            "raise ValueError('a\\nb')", "exited with status 1: ValueError: a; it printed last: b"),
        dies(
            "try: {}[1]\nexcept KeyError as e: raise RuntimeError('no one') from e",
            "exited with status 1: RuntimeError: no one"),
        dies(
            "sys.exit(subprocess.run(" + CHILD + ").returncode)",
            "exited with status 1; a process or thread of it: KeyError: 7"),
        dies(
            "import atexit\natexit.register(subprocess.run, "
                + CHILD
                + ")\nraise ValueError('own')",
            "exited with status 1: ValueError: own; a process or thread of it: KeyError: 7"),
        dies(
            "import threading\nt = threading.Thread(target=lambda: 1/0)\nt.start()\nt.join()",
            "exited without an end event; a process or thread of it: ZeroDivisionError: division"
                + " by zero"),
        dies(
            "sys.exit(137)",
            "exited with status 137 (as after SIGKILL in a process that it started, which the"
                + " system sends when memory runs out)"),
        dies(
            "print('epoch 3', flush=True)\nos.kill(os.getpid(), 9)",
            "ended by signal 9 (SIGKILL), which the system sends when memory runs out; it printed"
                + " last: epoch 3"),
        dies(
            "import faulthandler\nfaulthandler.enable()\nos.kill(os.getpid(), 11)",
            "ended by signal 11 (SIGSEGV): Fatal Python error: Segmentation fault"),
        dies(
            "for i in range(101): sys.stderr.write('\\r%d%%' % i)\nsys.exit(2)",
            "exited with status 2; it printed last: 100%"),
        dies(
            "sys.stderr.buffer.write(b'caf\\xe9 \\x1b[31mred\\x1b[0m \\x07!')\nos._exit(1)",
            "exited with status 1; it printed last: caf\uFFFD red  !"),
        dies(
            "raise ValueError('x' * 1000000)",
            "exited with status 1: ValueError: " + "x".repeat(288) + "…"),
        dies(
            "open(__file__ + '.no')",
            "exited with status 1: FileNotFoundError: [Errno 2] No such file or directory:"
                + " 'ledger/experiments/probe.py.no'"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void theRecordSaysWhy(String body, String reason) {
    RunRecord record = new Workspaces(root).run("2m", body + "\n");
    assertThat(record.exit().kind()).isNotEqualTo(Exit.Kind.COMPLETED);
    assertThat(record.exit().detail()).isEqualTo(reason);
  }

  /** A busy machine may not have come so far as to print it. */
  @Test
  void whatWaitsTooLongIsNamedByItsLastWords() {
    RunRecord record =
        new Workspaces(root).run("2s", "print('asking', flush=True)\ntime.sleep(600)\n");
    assertThat(record.exit().detail())
        .matches("still running after its time limit of 2 s(; it printed last: asking)?");
  }

  /** The oldest Python that is supported has no groups, so their traceback stands here. */
  @Test
  void aGroupIsNamedWithItsFirstException() throws Exception {
    Path log = root.resolve("log");
    Files.writeString(
        log,
        """
          + Exception Group Traceback (most recent call last):
          |   File "/x.py", line 12, in <module>
          |     raise ExceptionGroup("several", es)
          | ExceptionGroup: several (2 sub-exceptions)
          +-+---------------- 1 ----------------
            | Traceback (most recent call last):
            |   File "/other.py", line 14, in <module>
            |     f()
            | ValueError: deep
            +---------------- 2 ----------------
            | TypeError: second
            +------------------------------------
        """);
    assertThat(CrashReason.read(log, Path.of("/x.py")))
        .isEqualTo(
            new CrashReason(
                "ExceptionGroup: several (2 sub-exceptions), first: ValueError: deep", "", "", 12));
    assertThat(CrashReason.read(root.resolve("none"), Path.of("/x.py")))
        .isEqualTo(CrashReason.NONE);
  }
}
