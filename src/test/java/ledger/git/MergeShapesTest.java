package ledger.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ledger.git.hook.MergeDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver where the commits do not simply fork and join. */
class MergeShapesTest {
  private static final String LEDGER = "ledger/TASKS.md";
  private static final String ONE = "| T-001 | One   | High     |\n";
  private static final String DONE = "| ID | Title | Outcome |\n|----|-------|---------|\n";
  private static final String BASE =
      "# Work\n\n## Backlog\n| ID    | Title | Priority |\n|-------|-------|----------|\n"
          + ONE
          + "| T-002 | Two   | High     |\n\n## Done\n"
          + DONE;

  @TempDir Path folder;
  private Scratch git;

  @BeforeEach
  void create() throws Exception {
    git = Scratch.create(folder, "a checkout");
    Driver.launcher(git);
    git.write(LEDGER, BASE);
    git.git("add", ".");
    git.git("commit", "-q", "-m", "first");
    try (Checkout checkout = Checkout.find(git.root(), Map.of()).orElseThrow()) {
      MergeDriver.of(
              checkout,
              git.path(LEDGER),
              git.path("ledger/archive.md"),
              git.path("ledger/tasks"),
              git.path("bin/ledger"))
          .install();
    }
    git.git("add", ".");
    git.git("commit", "-q", "-m", "driver");
    git.git("branch", "side");
  }

  @Test
  void inAMergeTheIdThatWasCommittedLaterIsRenumbered() throws Exception {
    git.git("switch", "-q", "side");
    commit(added("Theirs"), "2025-01-01T10:00:00Z");
    git.git("switch", "-q", "main");
    commit(added("Ours"), "2025-02-01T10:00:00Z");
    String said = git.git("merge", "--no-edit", "side");
    assertThat(said).contains("two new tasks were called T-003; ours is T-004 now");
    assertThat(text()).contains("| T-003 | Theirs |", "| T-004 | Ours |");

    git.git("reset", "-q", "--hard", "HEAD~");
    // Later dates, the other way round: it is the dates that decide.
    git.git("commit", "-q", "--amend", "--no-edit", "--date=2024-01-01T10:00:00Z");
    assertThat(git.git("merge", "--no-edit", "side")).contains("theirs is T-004 now");
  }

  @Test
  void aRebaseOfSeveralCommitsKeepsTheNewIdToItsEnd() throws Exception {
    git.git("switch", "-q", "side");
    commit(added("Theirs"), "2025-01-01T10:00:00Z");
    commit(added("Theirs").replace("| Theirs |", "| Theirs, edited |"), "2025-01-02T10:00:00Z");
    commit(BASE + "| T-003 | Theirs, edited | 3 ms |\n", "2025-01-03T10:00:00Z");
    git.git("switch", "-q", "main");
    commit(added("Ours"), "2025-02-01T10:00:00Z");
    git.git("switch", "-q", "side");
    Scratch.Answer rebase = git.tryGit("rebase", "main");
    assertThat(rebase.exit()).as("%s\n%s", rebase.output(), text()).isZero();
    assertThat(text())
        .isEqualTo(
            BASE.replace(ONE, ONE + "| T-003 | Ours | High     |\n")
                + "| T-004 | Theirs, edited | 3 ms |\n");
  }

  @Test
  void branchesThatMergedEachOther() throws Exception {
    git.git("switch", "-q", "side");
    commit(BASE.replace("| Two ", "| 2nd "));
    git.git("branch", "theirs-1");
    git.git("switch", "-q", "main");
    commit(BASE.replace(ONE, "") + "| T-001 | One | 3 ms |\n");
    git.git("branch", "ours-1");
    git.git("merge", "-q", "--no-edit", "theirs-1");
    git.git("switch", "-q", "side");
    git.git("merge", "-q", "--no-edit", "ours-1");
    commit(text().replace("3 ms", "4 ms"));
    git.git("switch", "-q", "main");
    commit(text().replace("| 2nd ", "| Zwo "));
    assertThat(git.git("merge-base", "--all", "main", "side").lines()).hasSize(2);
    git.git("merge", "-q", "--no-edit", "side");
    assertThat(text())
        .isEqualTo(BASE.replace(ONE, "").replace("| Two ", "| Zwo ") + "| T-001 | One | 4 ms |\n");
  }

  /** Git calls no driver for an octopus: what it merged by lines is stopped by the hook. */
  @Test
  void anOctopusIsMergedByLinesAndTheHookRefusesWhatThatBreaks() throws Exception {
    String far = BASE.replace("# Work\n", "# Work\n\nWords.\n\nMore.\n\nAnd more.\n");
    commit(far);
    git.git("switch", "-q", "-C", "side");
    commit(far.replace(ONE, ONE + "| T-003 | A | High |\n"));
    git.git("switch", "-q", "-C", "other", "main");
    commit(far + "| T-003 | B | 3 ms |\n");
    git.git("switch", "-q", "main");
    commit(far.replace("Words.", "Other words."));
    assertThat(git.tryGit("merge", "--no-edit", "side", "other").exit()).isZero();
    assertThat(text()).contains("| T-003 | A |", "| T-003 | B |");

    git.git("reset", "-q", "--hard", "HEAD~");
    git.script(".git/hooks/pre-merge-commit", "#!/bin/sh\nexec bin/ledger check --staged\n");
    Scratch.Answer refused = git.tryGit("merge", "--no-edit", "side", "other");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.output()).contains("T-003 is already in Backlog, line");
  }

  private static String added(String title) {
    return BASE.replace(ONE, ONE + "| T-003 | " + title + " | High     |\n");
  }

  private String text() throws IOException {
    return Files.readString(git.path(LEDGER));
  }

  private void commit(String text, String... date) throws Exception {
    git.write(LEDGER, text);
    if (date.length == 0) {
      git.git("commit", "-q", "-am", "work");
    } else {
      git.git("commit", "-q", "-am", "work", "--date=" + date[0]);
    }
  }
}
