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

/** Ledger and archive where git itself merges, reverts and pops: no ID is lost, none doubled. */
class RemovedTasksMergeTest {
  private static final String LEDGER = "ledger/TASKS.md";
  private static final String ARCHIVE = "ledger/archive.md";
  private static final String BASE =
      """
      # Work

      ## Backlog
      | ID  | Title | Priority |
      |-----|-------|----------|
      | T-1 | One   | High     |
      | T-2 | Two   | High     |
      | T-3 | Three | High     |

      ## Done
      | ID | Title | Outcome |
      |----|-------|---------|
      """;

  @TempDir Path folder;
  private Scratch git;

  @BeforeEach
  void create() throws Exception {
    git = Scratch.create(folder, "a checkout");
    Driver.launcher(git);
    git.write(LEDGER, BASE);
    git.write(".gitignore", ".ledger/\n");
    try (Checkout checkout = Checkout.find(git.root(), Map.of()).orElseThrow()) {
      MergeDriver.of(
              checkout,
              git.path(LEDGER),
              git.path(ARCHIVE),
              git.path("ledger/tasks"),
              git.path("bin/ledger"))
          .install();
    }
    commit();
    git.git("branch", "side");
  }

  @Test
  void eachSideRemovesAnother() throws Exception {
    fork("remove T-1 --reason ours", "remove T-3 --reason theirs");
    git.git("merge", "-q", "--no-edit", "side");
    assertOnce(LEDGER, "T-2");
    assertOnce(ARCHIVE, "T-1", "T-3");
  }

  @Test
  void bothRemoveTheSame() throws Exception {
    fork("remove T-2 --reason same", "remove T-2 --reason same");
    git.git("merge", "-q", "--no-edit", "side");
    assertOnce(LEDGER, "T-1", "T-3");
    assertOnce(ARCHIVE, "T-2");
  }

  @Test
  void bothRemoveTheSameForDifferentReasons() throws Exception {
    fork("remove T-2 --reason ours", "remove T-2 --reason theirs");
    Scratch.Answer merged = git.tryGit("merge", "--no-edit", "side");
    assertThat(merged.exit()).isNotZero();
    assertThat(merged.output()).contains("conflict in " + ARCHIVE + ": T-2 removed on both sides");
    assertOnce(LEDGER, "T-1", "T-3");
    assertOnce(ARCHIVE, "T-2");
    assertThat(text(ARCHIVE)).contains("| ours |\n", "theirs: | T-2 |", "| theirs |\n");
  }

  @Test
  void oneRemovesWhatTheOtherEdits() throws Exception {
    fork("remove T-2 --reason ours", "edit T-2 --title 2nd");
    Scratch.Answer merged = git.tryGit("merge", "--no-edit", "side");
    assertThat(merged.exit()).isNotZero();
    assertThat(merged.output()).contains("conflict in " + LEDGER + ": T-2");
    assertOnce(LEDGER, "T-1", "T-2", "T-3");
    assertThat(text(LEDGER)).contains("| T-2 | 2nd ");
    assertOnce(ARCHIVE, "T-2");
  }

  @Test
  void aRemovalThatIsRevertedLeavesLaterOnesAlone() throws Exception {
    did("remove T-1");
    did("remove T-2");
    did("remove T-3");
    git.git("revert", "--no-edit", "HEAD~1");
    assertOnce(LEDGER, "T-2");
    assertOnce(ARCHIVE, "T-1", "T-3");
  }

  @Test
  void aMoveThatIsRevertedKeepsLaterEdits() throws Exception {
    did("move T-1 done --set Outcome=5ms");
    did("edit T-2 --title 2nd");
    did("edit T-1 --title 1st");
    git.git("revert", "--no-edit", "HEAD~2");
    assertOnce(LEDGER, "T-1", "T-2", "T-3");
    assertThat(text(LEDGER)).contains("| T-1 | 1st   | High     |", "| T-2 | 2nd ");
  }

  @Test
  void aStashIsPoppedOntoWhatCameBetween() throws Exception {
    ledger("edit T-1 --title 1st");
    ledger("remove T-2");
    ledger("add Mine --priority Low");
    git.git("add", ".");
    git.git("stash", "-q");
    did("edit T-3 --title 3rd");
    did("add Theirs --priority Low");
    Scratch.Answer popped = git.tryGit("stash", "pop");
    assertThat(popped.exit()).as(popped.output()).isZero();
    assertOnce(LEDGER, "T-1", "T-3", "T-4", "T-5");
    assertOnce(ARCHIVE, "T-2");
    assertThat(text(LEDGER)).contains("| T-1 | 1st ", "| T-3 | 3rd ", "| Theirs", "| Mine");
  }

  private void fork(String ours, String theirs) throws Exception {
    git.git("switch", "-q", "side");
    did(theirs);
    git.git("switch", "-q", "main");
    did(ours);
  }

  private void did(String words) throws Exception {
    ledger(words);
    commit();
  }

  private void commit() throws Exception {
    git.git("add", ".");
    git.git("commit", "-q", "-m", "work");
  }

  private void ledger(String words) throws Exception {
    // By git, which runs it from the root as it runs the driver.
    git.git("-c", "alias.ledger=!bin/ledger " + words, "ledger");
  }

  /** These IDs have one row each, and no other has one. */
  private void assertOnce(String file, String... ids) throws IOException {
    assertThat(
            text(file)
                .lines()
                .filter(line -> line.matches("\\| T-\\d+ .*"))
                .map(line -> line.substring(2, 5)))
        .as(text(file))
        .containsExactlyInAnyOrder(ids);
  }

  private String text(String file) throws IOException {
    return Files.readString(git.path(file));
  }
}
