package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real processes: a standard output that is full, closed or read no more; arguments in any locale.
 */
class StreamsIT {
  @TempDir Path folder;
  private Scratch scratch;

  @BeforeEach
  void open() throws Exception {
    scratch = Scratch.with(folder);
  }

  /** Runs a line of bash in which {@code ledger} is the launcher. */
  private Tool.Ended bash(String line) throws Exception {
    String launcher = Scratch.command().getFirst();
    return Tool.run(folder, "bash", "-c", "ledger() { '" + launcher + "' \"$@\"; }\n" + line);
  }

  @Test
  void aFullDevice() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
    for (String words :
        new String[] {"list --json", "check --format gitlab", "--help", "--version"}) {
      Tool.Ended ended = bash("ledger " + words + " >/dev/full");
      assertThat(ended.exit()).as(words).isEqualTo(3);
      assertThat(ended.err())
          .startsWith("error: cannot write to standard output: ")
          .hasLineCount(2);
    }
  }

  /** Like other commands: silent, with the code of the signal. The ledger is larger than a pipe. */
  @Test
  void aReaderThatHasEnough() throws Exception {
    scratch.must("edit", "A-001", "--notes", "word ".repeat(20_000));
    Tool.Ended ended = bash("ledger list --json | head -c 10 >/dev/null; exit ${PIPESTATUS[0]}");
    assertThat(ended).isEqualTo(new Tool.Ended(141, "", ""));
    assertThat(bash("ledger --help | true; exit ${PIPESTATUS[0]}").exit()).isIn(0, 141);
  }

  /** Whatever has changed files, or may have, says so; what only answers is silent. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "init --ledger new.md | 3",
        "edit A-001 --owner Ada | 3",
        "edit A-001 --owner Ada --dry-run | 141",
        "check --fix | 3",
        "check --format sarif | 141",
        "site | 3",
        "publish | 3",
        "hook install | 3",
        "hook status --json | 141",
        "hook uninstall | 3",
        "ci github --tool a/b | 141",
        "undo --list | 141",
        "show A-001 | 141",
        "--version | 141",
        "site --help | 141"
      })
  void nobodyReads(String words, int exit) throws Exception {
    scratch.must("edit", "A-001", "--notes", "x");
    Tool.run(folder, "git", "init", "-q");
    String run = words.equals("hook uninstall") ? "ledger hook install >/dev/null; " : "";
    Tool.Ended full = bash(run + "ledger " + words + " >/dev/full");
    assertThat(full.exit()).as(full.err()).isEqualTo(3);
    Tool.Ended ended = bash(run + "exec 3> >(exec true); sleep 1; ledger " + words + " >&3");
    assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
  }

  @Test
  void aChangeThatNobodyHearsOf() throws Exception {
    Tool.Ended ended = bash("exec 3> >(exec true); sleep 1; ledger add Three >&3");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err()).contains("what the command changed stays changed");
    assertThat(scratch.must("list").out()).contains("Three");
  }

  /** What is written does not depend on which locales are installed. */
  @Test
  void aLocaleThatIsNotInstalled() throws Exception {
    for (String locale : new String[] {"xx_XX.UTF-8", "C", "xx_XX"}) {
      assertThat(bash("LC_ALL=" + locale + " ledger edit A-001 --notes 'é 任务'").exit()).isZero();
      assertThat(scratch.read().tasks().getFirst().text("Notes")).isEqualTo("é 任务");
      scratch.must("undo");
    }
    Tool.Ended ended = bash("ledger edit A-001 --notes $'caf\\xe9'");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).startsWith("error: 'caf\ufffd' is not UTF-8\n");
  }

  /** A closed stream is no place to write to, and no file of ours takes its number. */
  @Test
  void aClosedStream() throws Exception {
    Tool.Ended ended = bash("ledger list >&-");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err()).startsWith("error: cannot write to standard output: ");
    assertThat(bash("ledger list >&- 2>&-").exit()).isEqualTo(3);
    assertThat(bash("ledger edit A-001 --owner Ada >&- 2>&- <&-").exit()).isEqualTo(3);
    assertThat(scratch.read().tasks().getFirst().text("Owner")).isEqualTo("Ada");
  }
}
