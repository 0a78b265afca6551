package ledger.git.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ledger.git.Checkout;
import ledger.git.Driver;
import ledger.git.Scratch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver, called by the real git in merges, rebases and cherry-picks. */
class MergeDriverTest {
  private static final String LEDGER = "a b/ledger/TASKS.md";
  private static final String PAGE = "a b/ledger/tasks/T-002.md";

  private static final String BASE =
      """
      # Work

      ## Backlog
      | ID    | Title | Description | Priority |
      |-------|-------|-------------|----------|
      | T-001 | One   | first       | High     |
      | T-002 | Two   | second      | High     |

      ## In Progress
      | ID | Title | Owner |
      |----|-------|-------|

      ## Done
      | ID | Title | Outcome |
      |----|-------|---------|
      """;

  private static final String TWO = "| T-002 | Two   | second      | High     |\n";
  private static final String STARTED =
      BASE.replace(TWO, "")
          .replace(
              "| ID | Title | Owner |\n|----|-------|-------|\n",
              "| ID | Title | Owner |\n|----|-------|-------|\n| T-002 | Two | Ada |\n");
  private static final String FINISHED = BASE.replace(TWO, "") + "| T-002 | Two | measured |\n";

  @TempDir Path folder;
  private Scratch git;

  @BeforeEach
  void create() throws Exception {
    git = Scratch.create(folder, "it's a checkout");
    Driver.launcher(git);
    git.write(LEDGER, BASE);
    git.write(PAGE, "---\nhistory:\n  - state: backlog\n    date: 2026-01-01\n---\nWords.\n");
    git.write(".gitattributes", "*.png binary");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "first");
    driver().install();
    git.git("add", ".gitattributes");
    git.git("commit", "-q", "-m", "driver");
  }

  /** The promise that plain git breaks: it ends with the task in two sections and says nothing. */
  @Test
  void aTaskThatBothMovedElsewhereIsAConflictAndStandsOnce() throws Exception {
    diverge(FINISHED, STARTED);
    Scratch.Answer merge = git.tryGit("merge", "--no-edit", "side");
    assertThat(merge.exit()).isNotZero();
    assertThat(merge.output())
        .contains("ledger: conflict in " + LEDGER + ": T-002 moved to two states")
        .contains("CONFLICT (content): Merge conflict in " + LEDGER);
    String text = Files.readString(git.path(LEDGER));
    assertThat(text).contains("| T-002 | Two | Ada |").doesNotContain("<<<<<<<");
    assertThat(git.tryGit("commit", "-m", "undecided").exit()).isNotZero();

    git.git("config", "merge.ledger.driver", "false");
    git.git("merge", "--abort");
    driver().uninstall();
    git.git("commit", "-q", "-a", "-m", "no driver");
    Scratch.Answer plain = git.tryGit("merge", "--no-edit", "side");
    assertThat(plain.exit()).as("plain git: %s", plain.output()).isZero();
    assertThat(Files.readString(git.path(LEDGER)).split("\\| T-002 ", -1)).hasSize(3);
  }

  @Test
  void aMergeOfAMoveAndAnEditIsClean() throws Exception {
    diverge(STARTED, BASE.replace("| Two ", "| 2nd "));
    git.git("merge", "-q", "--no-edit", "side");
    assertThat(git.path(LEDGER)).hasContent(STARTED.replace("| Two |", "| 2nd |"));
  }

  @Test
  void pagesMergeToo() throws Exception {
    String page = Files.readString(git.path(PAGE));
    git.git("switch", "-q", "-c", "side");
    git.write(PAGE, page.replace("---\nW", "  - state: done\n    date: 2026-01-03\n---\nW"));
    git.git("commit", "-q", "-am", "theirs");
    git.git("switch", "-q", "main");
    git.write(PAGE, page.replace("---\nW", "  - state: in-progress\n    date: 2026-01-02\n---\nW"));
    git.git("commit", "-q", "-am", "ours");
    git.git("merge", "-q", "--no-edit", "side");
    assertThat(Files.readString(git.path(PAGE)))
        .containsSubsequence("backlog", "in-progress", "done", "---\nWords.\n");
  }

  @Test
  void aRebaseAndACherryPickUseIt() throws Exception {
    String four = "| T-004 | %s | x | High |\n";
    diverge(
        BASE.replace(TWO, TWO + four.formatted("Theirs")),
        BASE.replace(TWO, TWO + four.formatted("Ours")));
    Scratch.Answer picked = git.tryGit("cherry-pick", "side");
    assertThat(picked.exit()).as(picked.output()).isZero();
    assertThat(picked.output()).contains("two new tasks were called T-004; theirs is T-005 now");
    assertThat(Files.readString(git.path(LEDGER)))
        .contains("| T-004 | Ours |", "| T-005 | Theirs |");

    git.git("reset", "-q", "--hard", "HEAD~");
    git.git("switch", "-q", "side");
    Scratch.Answer rebased = git.tryGit("rebase", "main");
    assertThat(rebased.exit()).as(rebased.output()).isZero();
    assertThat(Files.readString(git.path(LEDGER)))
        .contains("| T-004 | Ours |", "| T-005 | Theirs |");
  }

  @Test
  void whatIsNoLedgerIsMergedByLinesAndLeftToTheUser() throws Exception {
    diverge(BASE.replace("| second      ", "| second | x "), BASE.replace("first", "1st  "));
    Scratch.Answer merge = git.tryGit("merge", "--no-edit", "side");
    assertThat(merge.exit()).isNotZero();
    assertThat(merge.output()).contains("by lines: their side cannot be read as a ledger");
  }

  @Test
  void installingTwiceAndUninstallingLeaveWhatWasThere() throws Exception {
    assertThat(driver().isInstalled()).isTrue();
    driver().install();
    assertThat(git.path(".gitattributes"))
        .hasContent(
            """
            *.png binary
            "/a b/ledger/TASKS.md" merge=ledger
            "/a b/ledger/archive.md" merge=ledger
            "/a b/ledger/tasks/*.md" merge=ledger
            """);
    driver().uninstall();
    assertThat(driver().isInstalled()).isFalse();
    assertThat(git.path(".gitattributes")).hasContent("*.png binary\n");
    assertThat(git.tryGit("config", "--get-regexp", "^merge\\.").output()).isEmpty();
    driver().uninstall();
  }

  private void diverge(String theirs, String ours) throws Exception {
    git.git("switch", "-q", "-c", "side");
    git.write(LEDGER, theirs);
    git.git("commit", "-q", "-am", "theirs");
    git.git("switch", "-q", "main");
    git.write(LEDGER, ours);
    git.git("commit", "-q", "-am", "ours");
  }

  private MergeDriver driver() throws IOException {
    try (Checkout checkout = Checkout.find(git.root(), Map.of()).orElseThrow()) {
      return MergeDriver.of(
          checkout,
          git.path(LEDGER),
          git.path("a b/ledger/archive.md"),
          git.path("a b/ledger/tasks"),
          git.path("bin/ledger"));
    }
  }
}
