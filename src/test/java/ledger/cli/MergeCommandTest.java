package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ledger merge} in repositories that the real git made, without the driver. */
class MergeCommandTest {
  private static final String ONE = "| T-001 | One   | first       | High     |\n";
  private static final String TWO = "| T-002 | Two   | second      | High     |\n";
  private static final String STARTED = "| ID    | Title | Owner |\n|-------|-------|-------|\n";
  private static final String BASE =
      "# Work\n\n## Backlog\n| ID    | Title | Description | Priority |\n"
          + "|-------|-------|-------------|----------|\n"
          + ONE
          + TWO
          + "\n## In Progress\n"
          + STARTED
          + "\n## Done\n| ID    | Title | Outcome |\n|-------|-------|---------|\n";
  private static final String DONE = BASE.replace(TWO, "") + "| T-002 | Two   | 3 ms    |\n";
  private static final String BEGUN =
      BASE.replace(TWO, "").replace(STARTED, STARTED + "| T-002 | Two   | Ada   |\n");

  @TempDir Path folder;
  private String out = "";
  private String err = "";

  @BeforeEach
  void create() throws Exception {
    git("init", "-q", "-b", "main");
    git("config", "user.name", "T");
    git("config", "user.email", "t@example.org");
    commit(BASE, "first");
    git("branch", "side");
  }

  @Test
  void bringsTheOtherSideAndSaysWhat() throws Exception {
    diverge(BASE.replace("first", "1st  "), DONE);
    String before = text();
    assertThat(ledger("merge", "side", "--dry-run")).isZero();
    assertThat(out).contains("+| T-002 | Two   | 3 ms    |");
    assertThat(err).contains("would write ledger/TASKS.md");
    assertThat(text()).isEqualTo(before);

    assertThat(ledger("merge", "side")).isZero();
    assertThat(out).isEqualTo("T-002  Backlog -> Done  Two\n");
    assertThat(err).isEqualTo("wrote ledger/TASKS.md\n");
    assertThat(text()).isEqualTo(DONE.replace("first", "1st  "));
    assertThat(ledger("undo")).isZero();
    assertThat(text()).isEqualTo(before);
    assertThat(ledger("merge", "HEAD")).isZero();
    assertThat(err).contains("nothing to merge");
  }

  @Test
  void aConflictIsExitOneAndStandsInTheFile() throws Exception {
    diverge(BEGUN, DONE);
    assertThat(ledger("merge", "side", "--json")).isEqualTo(1);
    assertThat(out)
        .contains(
            "\"schema\" : \"ledger-merge/1\"",
            "\"subject\" : \"T-002 moved to two states\"",
            "\"files\" : [ \"ledger/TASKS.md\" ]");
    assertThat(text()).contains("| T-002 | Two   | Ada   |", "<!-- ledger-conflict T-002");
    assertThat(ledger("check")).isEqualTo(1);
  }

  @Test
  void whatIsNotCommittedIsNotTouched() throws Exception {
    diverge(BASE.replace("first", "1st  "), DONE);
    Files.writeString(file(), text().replace("1st", "One"));
    String edited = text();
    assertThat(ledger("merge", "side")).isEqualTo(3);
    assertThat(err).contains("ledger/TASKS.md has uncommitted changes", "help: commit");
    assertThat(text()).isEqualTo(edited);
  }

  @Test
  void aRenumberedTaskTakesItsPageAlong() throws Exception {
    git("switch", "-q", "side");
    page("T-003", "Theirs: T-003 follows T-001.\n");
    page("T-001", "See T-003.\n");
    commit(BASE.replace(TWO, TWO + "| T-003 | Theirs | T-003 too | Low |\n"), "theirs");
    git("switch", "-q", "main");
    page("T-003", "Ours: T-003.\n");
    commit(BASE.replace(TWO, TWO + "| T-003 | Ours | | High |\n"), "ours");
    assertThat(ledger("merge", "side")).isZero();
    assertThat(err).contains("two new tasks were called T-003; theirs is T-004 now, with its page");
    assertThat(text()).contains("| T-003 | Ours |", "| T-004 | Theirs | T-004 too |");
    assertThat(page("T-003")).hasContent("Ours: T-003.\n");
    assertThat(page("T-004")).hasContent("Theirs: T-004 follows T-001.\n");
    assertThat(page("T-001")).hasContent("See T-004.\n");
  }

  @Test
  void anEditOfATaskThatWasRenumberedFollowsIt() throws Exception {
    page("T-002", "Of T-002.\n\nMore.\n");
    commit(BASE, "a page");
    git("branch", "-f", "side");
    git("switch", "-q", "side");
    page("T-002", "Of T-002.\n\nMore, edited.\n");
    commit(BASE.replace("second", "2nd   "), "theirs");
    git("switch", "-q", "main");
    assertThat(ledger("renumber", "T-002", "T-012")).as(err).isZero();
    git("add", ".");
    git("commit", "-q", "-m", "renumbered");
    assertThat(ledger("merge", "side")).as(err).isZero();
    assertThat(text()).contains("| T-012 | Two   | 2nd         |").doesNotContain("T-002");
    assertThat(page("T-002")).doesNotExist();
    assertThat(page("T-012")).hasContent("Of T-012.\n\nMore, edited.\n");
  }

  @Test
  void theYoungerIsTheOneThatWasWrittenLater() throws Exception {
    git("switch", "-q", "side");
    commit(
        BASE.replace(TWO, TWO + "| T-003 | Theirs | | High |\n"), "theirs", "2025-01-01T10:00:00Z");
    git("switch", "-q", "main");
    commit(BASE.replace(TWO, TWO + "| T-003 | Ours | | High |\n"), "ours", "2025-02-01T10:00:00Z");
    assertThat(ledger("merge", "side")).isZero();
    assertThat(err).contains("ours is T-004 now");
    assertThat(text()).contains("| T-003 | Theirs |", "| T-004 | Ours |");
  }

  @Test
  void anEditOfAColumnThatTheNewSectionLacksGoesIntoThePage() throws Exception {
    diverge(BASE.replace("second      ", "second, more"), DONE);
    assertThat(ledger("merge", "side")).isZero();
    assertThat(text()).isEqualTo(DONE);
    assertThat(Files.readString(page("T-002"))).contains("held:", "Description: second, more");
  }

  @Test
  void finishesAMergeThatGitLeftInPieces() throws Exception {
    diverge(
        BEGUN.replace("first", "1st  "),
        BASE.replace("first      ", "first, more").replace(TWO, TWO + "| T-003 | New | | Low |\n"));
    Files.writeString(folder.resolve("ledger/archive.md"), "# Archive\n");
    git("add", ".");
    git("commit", "-q", "-m", "an archive");
    assertThat(tryGit("merge", "side").exit()).isNotZero();
    assertThat(text()).contains("<<<<<<<");
    assertThat(ledger("merge", "side")).isEqualTo(3);
    assertThat(err).contains("a 'git merge' is in progress");
    assertThat(ledger("merge")).isEqualTo(1);
    assertThat(err).contains("ledger: conflict in ledger/TASKS.md: T-001 Description");
    Files.writeString(
        file(),
        text().replaceFirst("\n<!-- ledger-conflict (?s:.*?)-->\n", "").replace("1st", "1."));
    assertThat(ledger("check")).as(out + err).isZero();
    git("commit", "-q", "-am", "merged");
    assertThat(git("rev-list", "--parents", "-1", "HEAD").split(" ")).hasSize(3);
    assertThat(text()).contains("| T-003 | New |", "| T-002 | Two   | Ada   |");
    assertThat(ledger("merge")).isEqualTo(2);
    assertThat(err).contains("no 'git merge' is in progress");
  }

  /** What a forge does: it merges by lines, ends with a task in two sections, and commits. */
  @Test
  void repairsAMergeThatWasMadeByLines() throws Exception {
    diverge(BEGUN, DONE);
    git("merge", "-q", "--no-edit", "side");
    assertThat(text().split("\\| T-002 ", -1)).as("plain git doubles it").hasSize(3);
    assertThat(ledger("list")).isEqualTo(3);
    commit(text().replace("# Work", "# Our work"), "edited since");

    assertThat(ledger("merge", "--repair", "HEAD")).isEqualTo(2);
    assertThat(err).contains("HEAD is not a merge commit", "--with BRANCH");
    assertThat(ledger("merge", "--repair", "HEAD~")).isEqualTo(1);
    assertThat(text())
        .startsWith("# Our work\n")
        .contains("<!-- ledger-conflict T-002 moved to two states")
        .contains("| T-002 | Two   | Ada   |")
        .doesNotContain("\n| T-002 | Two   | 3 ms    |\n");
    assertThat(ledger("list")).isZero();
  }

  @Test
  void repairsASquashAndRefusesWhereLaterEditsWouldBeLost() throws Exception {
    String third = TWO + "| T-003 | %s | | High |\n";
    diverge(
        BASE.replace(TWO, third.formatted("Ours")), BASE.replace(TWO, third.formatted("Theirs")));
    String doubled = BASE.replace(TWO, third.formatted("Ours") + "| T-003 | Theirs | | High |\n");
    commit(doubled, "squashed");
    assertThat(ledger("merge", "--repair", "HEAD", "--with", "side")).isZero();
    assertThat(text()).contains("| T-003 | Ours |", "| T-004 | Theirs |");

    Files.writeString(file(), doubled.replace("| Theirs |", "| Edited |"));
    String edited = text();
    assertThat(ledger("merge", "--repair", "HEAD", "--with", "side")).isEqualTo(3);
    assertThat(err)
        .contains("was edited since that merge, in a place that the repair would change");
    assertThat(text()).isEqualTo(edited);
  }

  /** Git merges an octopus by lines, without any driver. */
  @Test
  void repairsAnOctopus() throws Exception {
    git("switch", "-q", "side");
    commit(BASE.replace("second", "2nd   "), "one");
    git("switch", "-q", "-c", "other", "main");
    commit(BASE + "| T-009 | Nine  | 9 ms    |\n", "two");
    git("switch", "-q", "main");
    commit(BASE.replace("first", "1st  "), "ours");
    String tree = git("rev-parse", "HEAD^{tree}").strip();
    String octopus =
        git("commit-tree", tree, "-p", "main", "-p", "side", "-p", "other", "-m", "octopus")
            .strip();
    git("reset", "-q", "--hard", octopus);
    assertThat(ledger("merge", "--repair", "HEAD")).isZero();
    assertThat(text())
        .isEqualTo(
            BASE.replace("first", "1st  ").replace("second", "2nd   ")
                + "| T-009 | Nine  | 9 ms    |\n");
  }

  @Test
  void branchesThatMergedEachOtherHaveOneAncestorMadeOfTwo() throws Exception {
    criss();
    assertThat(ledger("merge", "side")).as(err).isZero();
    assertThat(text()).isEqualTo(DONE.replace("first", "1st  ").replace("One", "Uno"));
  }

  @Test
  void aSideThatCannotBeReadStopsIt() throws Exception {
    diverge(BASE.replace("first", "1st  "), BASE.replace("| second      ", "| second | x "));
    assertThat(ledger("merge", "side")).isEqualTo(3);
    assertThat(err).contains("their side cannot be read as a ledger (ledger/TASKS.md:7:1");
    git("switch", "-q", "-c", "empty", "side");
    git("rm", "-q", "ledger/TASKS.md");
    git("commit", "-q", "-m", "no ledger");
    git("switch", "-q", "main");
    assertThat(ledger("merge", "empty")).isEqualTo(3);
    assertThat(err).contains("has no ledger/TASKS.md");
    assertThat(ledger("merge", "nowhere")).isEqualTo(2);
  }

  @Test
  void lineEndsThatGitTurnsStayAsTheyAre() throws Exception {
    diverge(BASE.replace("first", "1st  "), DONE);
    git("config", "core.autocrlf", "true");
    Files.delete(file());
    git("checkout", "-q", "--", ".");
    assertThat(text()).contains("\r\n");
    assertThat(ledger("merge", "side")).isZero();
    assertThat(text()).isEqualTo(DONE.replace("first", "1st  ").replace("\n", "\r\n"));
  }

  /** Two branches that each merged the other's first commit. */
  private void criss() throws Exception {
    diverge(BASE.replace("first", "1st  "), DONE);
    git("branch", "ours-1");
    git("branch", "theirs-1", "side");
    assertThat(ledger("merge", "side")).isZero();
    git("merge", "-q", "-s", "ours", "--no-commit", "side");
    git("commit", "-q", "-am", "merge theirs");
    git("switch", "-q", "side");
    assertThat(ledger("merge", "ours-1")).isZero();
    git("merge", "-q", "-s", "ours", "--no-commit", "ours-1");
    git("commit", "-q", "-am", "merge ours");
    commit(text().replace("One", "Uno"), "on");
    git("switch", "-q", "main");
    assertThat(git("merge-base", "--all", "main", "side").lines()).hasSize(2);
  }

  private void diverge(String ours, String theirs) throws Exception {
    git("switch", "-q", "side");
    commit(theirs, "theirs");
    git("switch", "-q", "main");
    commit(ours, "ours");
  }

  private void commit(String text, String message, String... date) throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
    git("add", "ledger");
    String when = date.length == 0 ? "2025-03-01T10:00:00Z" : date[0];
    git("commit", "-q", "--allow-empty", "-m", message, "--date=" + when);
  }

  private void page(String id, String text) throws IOException {
    Files.createDirectories(page(id).getParent());
    Files.writeString(page(id), text);
  }

  private Path page(String id) {
    return folder.resolve("ledger/tasks/" + id + ".md");
  }

  private Path file() {
    return folder.resolve("ledger/TASKS.md");
  }

  private String text() throws IOException {
    return Files.readString(file());
  }

  private String git(String... words) throws Exception {
    Tool.Ended ended = tryGit(words);
    assertThat(ended.exit()).as("git %s: %s", List.of(words), ended.err()).isZero();
    return ended.out();
  }

  private Tool.Ended tryGit(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    return Tool.run(folder, command.toArray(String[]::new));
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
