package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.evidence.Records;
import ledger.evidence.record.Check;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.git.Driver;
import ledger.git.Scratch;
import ledger.io.GuardedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * A workspace in which everything that a stranger can name holds commands for terminals: no command
 * hands one on.
 */
class TerminalTest {
  /** A title of the window, a cleared screen in C1, a bell, a deletion, reversals, a line. */
  private static final String BAD =
      "x\u001b]0;owned\u0007\u009b2J\u007f\u202e\u2066\u061c\u2028y\u001b[31m";

  private static final String SHOWN =
      "x\\u001b]0;owned\\u0007\\u009b2J\\u007f\\u202e\\u2066\\u061c\\u2028y\\u001b[31m";

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private Scratch git;
  private String run;

  @BeforeEach
  void open() throws Exception {
    git = Scratch.create(folder, "work\u001b[1m");
    git.write(
        "ledger/TASKS.md",
        """
        # Work BAD

        ## Backlog
        | ID      | Extra BAD | Title | Priority | Notes |
        |---------|-----------|-------|----------|-------|
        | MLX-002 | BAD       | a BAD | BAD      | BAD   |
        | MLX-003 | two       | b BAD | Low      |       |

        ## Done
        | ID  | Title | Outcome |
        |-----|-------|---------|
        """
            .replace("BAD", BAD));
    git.write("ledger/tasks/MLX-003.md", "---\nhistory: " + BAD + "\n---\n# " + BAD + "\n");
    git.write("ledger/tasks/" + BAD + ".md", "# Nobody's\n[link](" + BAD + ".md)\n");
    git.write("ledger/ledger.toml", "priorities = [\"" + inToml() + "\", \"Low\"]\n");
    git.write(
        "ledger/experiments/counting.py", Desk.HEADER.replace("Counting", inToml()) + "pass\n");
    git.git("add", "--all");
    git.git("-c", "user.name=A" + BAD, "commit", "-q", "-m", "message " + BAD);
    edit("| b x", "| c x");
    git.git("commit", "-q", "-a", "-m", "second " + BAD);
    Records made = Records.completed();
    made.experiment = "counting";
    made.checks.add(new Check("P1", BAD + "\r\n", false, "detail\n" + BAD, false));
    RunRecord record = made.record();
    run = record.run();
    new EvidenceStore(GuardedFiles.of(git.path("ledger")), git.path("ledger/results"))
        .write(record);
  }

  private void edit(String before, String after) throws Exception {
    git.write(
        "ledger/TASKS.md", Files.readString(git.path("ledger/TASKS.md")).replace(before, after));
  }

  private static String inToml() {
    return BAD.chars()
        .mapToObj(c -> c > ' ' && c < 0x7f ? "" + (char) c : code((char) c))
        .collect(Collectors.joining());
  }

  private static String code(char c) {
    return String.format(Locale.ROOT, "\\u%04x", (int) c);
  }

  private String ledger(boolean colors, String... words) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    Map<String, String> env = colors ? Map.of("LEDGER_TTY", "12") : Map.of();
    Main.run(Console.of(both, both, env), env, git.root(), NOON, words);
    return both.toString(StandardCharsets.UTF_8);
  }

  /** What shows no name of a stranger's is listed as well: its words are the tool's own. */
  @TestFactory
  Stream<DynamicTest> noCommandHandsThemOn() {
    return Stream.of(
            "list",
            "list --json",
            "list --ref HEAD~1",
            "show MLX-002",
            "show MLX-002 --json",
            "show BAD",
            "move MLX-002 BAD",
            "edit MLX-002 --BAD",
            "edit MLX-002 --set BAD",
            "edit MLX-002 --owner BAD --dry-run",
            "edit MLX-002 --notes BAD",
            "sort --by BAD",
            "add BAD",
            "BAD",
            "check",
            "check --json",
            "check --format sarif",
            "check --format github",
            "check --format gitlab",
            "check --staged",
            "undo --list",
            "undo --dry-run",
            "--ledger BAD list",
            "results",
            "results MLX-002",
            "results --json",
            "results show RUN",
            "results show RUN --json",
            "results show BAD",
            "results verify",
            "results import BAD",
            "compare BAD pinned",
            "verify --why",
            "log",
            "log --edits",
            "log --json",
            "diff HEAD~1 HEAD",
            "diff BAD",
            "changes HEAD~1",
            "history backfill",
            "merge BAD",
            "hook status",
            "hook status --json",
            "ci github",
            "site",
            "site --check")
        .map(words -> DynamicTest.dynamicTest(words, () -> shows(words)));
  }

  private void shows(String command) {
    String[] words =
        Stream.of(command.replace("RUN", run).split(" "))
            .map(word -> word.replace("BAD", BAD))
            .toArray(String[]::new);
    String plain = ledger(false, words);
    assertThat(plain).as(command).isNotEmpty();
    noneIn(plain);
    if (command.contains("BAD") && !command.matches("add .*|.*--notes .*")) {
      assertThat(plain).contains("x\\u001b]0;owned");
    }
    String colored = ledger(true, words);
    assertThat(colored.replaceAll("\u001b\\[[0-9;]{1,4}m", "")).matches("(?s)[\\P{Cntrl}\n\t]*");
    assertThat(colored).as("a style of the stranger's").doesNotContain("y\u001b[31m");
  }

  /** What git shows of the hook and of the merge driver is what ledger said to it. */
  @Test
  void gitHandsNoneOn() throws Exception {
    Path launcher = Driver.launcher(git);
    String to = launcher.toString();
    Tool.Ended installed = Tool.run(git.root(), to, "hook", "install", "--merge-driver");
    assertThat(installed.exit()).as(installed.toString()).isZero();
    git.git("branch", "side");
    edit("| MLX-003 |", "| MLX-03 " + BAD + " |");
    git.git("add", "ledger");
    Scratch.Answer refused = git.tryGit("commit", "-m", "m");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.output()).contains("'MLX-03 " + SHOWN + "' is not a task ID");
    noneIn(refused.output());
    git.git("reset", "-q", "--hard");
    edit("| MLX-002 | x", "| MLX-002 | ours x");
    git.git("commit", "-q", "-a", "--no-verify", "-m", "ours");
    git.git("checkout", "-q", "side");
    edit("| MLX-002 | x", "| MLX-002 | theirs x");
    git.git("commit", "-q", "-a", "--no-verify", "-m", "theirs");
    Scratch.Answer conflict = git.tryGit("merge", "main");
    assertThat(conflict.exit()).isNotZero();
    assertThat(conflict.output()).contains("conflict in ledger/TASKS.md: MLX-002 Extra " + SHOWN);
    noneIn(conflict.output());
  }

  private static void noneIn(String plain) {
    assertThat(plain).matches("(?s)[\\P{Cntrl}\n\t]*");
    assertThat(plain).doesNotContainPattern("[\u0080-\u009f\u061c\u2028\u202e\u2066]");
  }

  @Test
  void theyAreWrittenOutWhereTheyStand() {
    assertThat(ledger(false, "list")).contains("  MLX-002  " + SHOWN + "  a " + SHOWN + "\n");
    assertThat(ledger(false, "show", "MLX-002")).contains("  Extra " + SHOWN + "  " + SHOWN);
    assertThat(ledger(false, "log")).contains("  A" + SHOWN + "  message " + SHOWN);
    assertThat(ledger(false, "results", "MLX-002")).contains("P1 " + SHOWN + "\\r\\n\n");
    assertThat(ledger(false, "results", "show", run))
        .endsWith("[1/6] building\n\\u0000\\u001b[31mred\\u001b[0m \uFFFD\n");
    assertThat(ledger(false, "show", BAD)).startsWith("error: no task " + SHOWN + "\n");
  }

  /** The caret stands below what is wrong, although more is shown before it than the line has. */
  @Test
  void theCaretIsBelowWhatIsWrong() throws Exception {
    edit("| c x", "| | c x");
    String[] lines = ledger(false, "list").split("\n", -1);
    assertThat(lines[1].indexOf("| c x")).isPositive();
    assertThat(lines[2].strip()).matches("\\^+");
    assertThat(lines[2]).hasSameSizeAs(lines[1]);
  }

  @Test
  void aSettingAsWell() throws Exception {
    git.write("ledger/ledger.toml", '"' + inToml() + "\" = 1\n");
    assertThat(ledger(false, "list"))
        .startsWith("ledger/ledger.toml:1:1: error: unknown setting '" + SHOWN + "'");
  }

  @Test
  void jsonSaysTheSame() {
    String title =
        JsonMapper.shared()
            .readTree(ledger(false, "list", "--json"))
            .at("/tasks/0/columns/Title")
            .asString();
    assertThat(title).isEqualTo("a " + BAD);
  }
}
