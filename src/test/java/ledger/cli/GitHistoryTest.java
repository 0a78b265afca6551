package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import ledger.app.git.history.CommittedStates;
import ledger.document.page.Transition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a ledger's history, in a repository that the real git made. */
class GitHistoryTest {
  private static final String BEFORE =
      "## Backlog\n| ID | Title |\n|---|---|\n| T-1 | One |\n\n## Done\n| ID | Title |\n|---|---|\n";
  private static final String AFTER =
      "## Backlog\n| ID | Title |\n|---|---|\n\n## Done\n| ID | Title |\n|---|---|\n| T-1 | 1st |\n";

  @TempDir Path folder;
  private String out = "";
  private String err = "";

  @BeforeEach
  void create() throws Exception {
    git("init", "-q", "-b", "main");
    commit(BEFORE, "2025-01-02T10:00:00+02:00");
    commit(AFTER, "2025-03-04T10:00:00+02:00");
  }

  @Test
  void logTellsWhoAndWhen() throws Exception {
    assertThat(ledger("log")).isZero();
    assertThat(out.lines().map(line -> line.replaceFirst("^[0-9a-f]{10}", "commit")))
        .containsExactly(
            "commit  2025-03-04  T  work",
            "  T-1  Backlog -> Done  1st",
            "commit  2025-01-02  T  work",
            "  T-1  added to Backlog  One");
    assertThat(ledger("log", "t-1", "--edits", "--limit", "1")).isZero();
    assertThat(out).contains("    Title: 'One' -> '1st'");
    assertThat(ledger("log", "--json")).isZero();
    assertThat(out)
        .contains("\"schema\" : \"ledger-log/1\"", "\"when\" : \"2025-03-04T10:00+02:00\"");
    assertThat(ledger("log", "T-9")).isEqualTo(1);
  }

  @Test
  void logCountsWhatCannotBeRead() throws Exception {
    commit(AFTER + "| T-1 | again |\n", "2025-03-05T10:00:00+02:00");
    commit(BEFORE, "2025-03-06T10:00:00+02:00");
    assertThat(ledger("log")).isZero();
    assertThat(err).contains("1 commit has a ledger that cannot be read; its changes are shown");
  }

  @Test
  void listAndShowOfARevision() throws Exception {
    assertThat(ledger("list", "--ref", "HEAD~1")).isZero();
    assertThat(out).contains("Backlog (1)\n  T-1  One\nDone (0)");
    assertThat(ledger("show", "T-1", "--ref", "HEAD~1")).isZero();
    assertThat(out).contains("T-1  One");
    assertThat(ledger("list", "--ref", "nowhere")).isEqualTo(2);
    assertThat(err).contains("no revision 'nowhere' in this repository", "help: a branch, a tag");
  }

  @Test
  void diffAndChanges() throws Exception {
    assertThat(ledger("diff", "HEAD~1")).isZero();
    assertThat(out).isEqualTo("T-1  Backlog -> Done  1st\n  Title: 'One' -> '1st'\n");
    assertThat(ledger("diff", "main", "main")).isZero();
    assertThat(err).contains("no task differs");
    assertThat(ledger("changes", "--since", "2025-02-01")).isZero();
    assertThat(out).startsWith("Moved (1)\n  T-1  Backlog -> Done  1st\n");
    assertThat(ledger("changes", "--since", "2020-01-01")).isZero();
    assertThat(out).startsWith("Added (1)\n");
  }

  @Test
  void backfillShowsFirstAndWritesWhenAsked() throws Exception {
    Path page = folder.resolve("ledger/tasks/T-1.md");
    assertThat(ledger("history", "backfill")).isZero();
    assertThat(out).contains("+  - state: backlog", "+    date: 2025-01-02");
    assertThat(page).doesNotExist();
    assertThat(ledger("history", "backfill", "--write")).isZero();
    assertThat(Files.readString(page))
        .isEqualTo(
            "---\nhistory:\n  - state: backlog\n    date: 2025-01-02\n"
                + "  - state: done\n    date: 2025-03-04\n---\n");
    assertThat(ledger("history", "backfill", "--write")).isZero();
    assertThat(out).startsWith("0 pages");
    assertThat(ledger("undo")).isZero();
    assertThat(page).doesNotExist();
  }

  @Test
  void whatAPageSaysStays() {
    Transition old = step("backlog", "2025-01-02");
    Transition started = step("in-progress", "2025-02-01");
    Transition done = step("done", "2025-03-01");
    assertThat(CommittedStates.filled(List.of(started, done), List.of(old, started, done)))
        .containsExactly(old, started, done);
    assertThat(
            CommittedStates.filled(
                List.of(done),
                List.of(old, step("in-progress", "2025-02-07"), step("done", "2025-03-02"))))
        .containsExactly(old, step("in-progress", "2025-02-07"), done);
    assertThat(CommittedStates.filled(List.of(old), List.of(old))).containsExactly(old);
  }

  @Test
  void withoutARepositoryItSaysSo() throws Exception {
    Path other = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-x/ledger"));
    Files.writeString(other.resolve("TASKS.md"), BEFORE);
    assertThat(ledger("log", "--ledger", other.resolve("TASKS.md").toString())).isEqualTo(3);
    assertThat(err).contains("is not in a git repository", "'git init' makes one");
    assertThat(ledger("list", "--ledger", other.resolve("TASKS.md").toString())).isZero();
  }

  private static Transition step(String state, String day) {
    return new Transition(state, LocalDate.parse(day), null);
  }

  private void commit(String text, String when) throws Exception {
    Path file = folder.resolve("ledger/TASKS.md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    git("add", ".");
    Tool.Ended ended =
        Tool.run(
            folder,
            "env",
            "GIT_COMMITTER_DATE=" + when,
            "git",
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.org",
            "commit",
            "-qm",
            "work",
            "--date",
            when);
    assertThat(ended.exit()).as(ended.err()).isZero();
  }

  private void git(String... words) throws Exception {
    String[] command = new String[words.length + 1];
    command[0] = "git";
    System.arraycopy(words, 0, command, 1, words.length);
    Tool.Ended ended = Tool.run(folder, command);
    assertThat(ended.exit()).as(ended.err()).isZero();
  }

  private int ledger(String... args) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(stdout, true, StandardCharsets.UTF_8),
            new PrintStream(stderr, true, StandardCharsets.UTF_8),
            Map.of());
    int exit = Main.run(console, Map.of(), folder, Clock.systemUTC(), args);
    out = stdout.toString(StandardCharsets.UTF_8);
    err = stderr.toString(StandardCharsets.UTF_8);
    return exit;
  }
}
