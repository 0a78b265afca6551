package ledger.cli;

import static ledger.cli.GitDesk.SORTED;
import static ledger.cli.GitDesk.UNSORTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --staged --fix} in repositories that the real git made. */
class StagedFixTest {
  private static final String LEDGER = "ledger/TASKS.md";
  private static final String[] CHECK = {"check", "--staged"};
  private static final String[] FIX = {"check", "--staged", "--fix"};

  @TempDir Path temp;
  private GitDesk desk;

  @BeforeEach
  void create() throws Exception {
    desk = GitDesk.in(temp, "a checkout").commit(LEDGER, SORTED).commit("other.txt", "one\n");
    desk.stage(".gitignore", ".ledger/\n");
  }

  @Test
  void aLedgerThatIsStagedAsItIsIsMendedInBothPlaces() throws Exception {
    desk.stage(LEDGER, UNSORTED);
    GitDesk.Ended refused = desk.ledger(CHECK);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains("[unsorted]", "help: 'ledger check --staged --fix' fixes it\n")
        .doesNotContain("ledger sort");

    GitDesk.Ended mended = desk.ledger(FIX);
    assertThat(mended.exit()).as(mended.err()).isZero();
    assertThat(mended.err()).isEqualTo("fixed the order of Backlog\n");
    assertThat(mended.out()).isEqualTo("3 tasks, no problems\n");
    assertThat(desk.staged(LEDGER)).isEqualTo(SORTED);
    assertThat(desk.git().path(LEDGER)).hasContent(SORTED);
    assertThat(desk.git().git("status", "--porcelain")).isEqualTo("A  .gitignore\n");
    assertThat(desk.ledger(FIX).err()).isEqualTo("nothing to fix\n");

    assertThat(desk.ledger("undo").exit()).isZero();
    assertThat(desk.git().path(LEDGER)).as("undo is about files").hasContent(UNSORTED);
    assertThat(desk.staged(LEDGER)).isEqualTo(SORTED);
  }

  @Test
  void whatIsNotStagedStaysInTheFileByteForByte() throws Exception {
    String both = UNSORTED.replace("Still nothing.", "Work that is not staged.") + "\n\r\n\t";
    desk.git().write(LEDGER, both);
    addFirstHunk();
    assertThat(desk.staged(LEDGER)).isEqualTo(UNSORTED);

    GitDesk.Ended mended = desk.ledger(FIX);
    assertThat(mended.exit()).as(mended.err()).isZero();
    assertThat(mended.err()).contains("ledger/TASKS.md has unstaged edits and stays as it is");
    assertThat(desk.staged(LEDGER)).isEqualTo(SORTED);
    assertThat(Files.readString(desk.git().path(LEDGER))).isEqualTo(both);
    assertThat(desk.git().git("diff", "--", LEDGER)).contains("+Work that is not staged.");
  }

  @Test
  void anEditOfTheSameLengthIsSeenByGitAfterwards() throws Exception {
    desk.stage(LEDGER, UNSORTED);
    desk.git().write(LEDGER, UNSORTED.replace("Nothing yet.", "Nothing now."));
    assertThat(desk.ledger(FIX).exit()).isZero();
    assertThat(desk.git().git("diff", "--", LEDGER)).contains("+Nothing now.");
  }

  @Test
  void aRenamedLedgerIsMendedUnderItsNewName() throws Exception {
    Files.createDirectories(desk.git().path("plan"));
    desk.git().git("mv", LEDGER, "plan/our work.md");
    desk.stage("plan/our work.md", UNSORTED);
    GitDesk.Ended refused = desk.ledger("--ledger", "plan/our work.md", "check", "--staged");
    assertThat(refused.err())
        .contains("'ledger --ledger 'plan/our work.md' check --staged --fix' fixes it");
    assertThat(desk.ledger("--ledger", "plan/our work.md", "check", "--staged", "--fix").exit())
        .isZero();
    assertThat(desk.git().git("status", "--porcelain", "-uno"))
        .contains("R  ledger/TASKS.md -> \"plan/our work.md\"");
  }

  @Test
  void aLedgerInASubfolder() throws Exception {
    String deep = "deep down/" + LEDGER;
    desk.stage(deep, UNSORTED);
    assertThat(desk.from("deep down/ledger").ledger(FIX).exit()).isZero();
    assertThat(desk.staged(deep)).isEqualTo(SORTED);
    assertThat(desk.git().path(deep)).hasContent(SORTED);
  }

  @Test
  void aLinkedWorktreeHasItsOwnIndex() throws Exception {
    Path linked = temp.resolve("linked tree");
    desk.stage(LEDGER, UNSORTED);
    desk.git().git("worktree", "add", "-q", "-b", "side", linked.toString());
    GitDesk side = GitDesk.at(desk.git().at(linked)).stage(LEDGER, UNSORTED);
    assertThat(side.ledger(FIX).exit()).isZero();
    assertThat(side.staged(LEDGER)).isEqualTo(SORTED);
    assertThat(desk.staged(LEDGER)).isEqualTo(UNSORTED);
  }

  @Test
  void whileAnotherGitHoldsTheIndexNothingIsChanged() throws Exception {
    desk.stage(LEDGER, UNSORTED);
    Path index = desk.git().path(".git/index");
    byte[] before = Files.readAllBytes(index);
    Path lock = Files.writeString(desk.git().path(".git/index.lock"), "held");
    GitDesk.Ended refused = desk.ledger(FIX);
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err())
        .contains("git's index is locked", ".git/index.lock exists", "nothing was changed");
    assertThat(Files.readAllBytes(index)).isEqualTo(before);
    assertThat(lock).hasContent("held");
    assertThat(desk.git().path(LEDGER)).hasContent(UNSORTED);
  }

  @Test
  void whatAFailedDiskLeftBesideTheIndexIsInNobodysWay() throws Exception {
    desk.stage(LEDGER, UNSORTED);
    Path draft = Files.writeString(desk.git().path(".git/index.ledger"), "half");
    Path lock = Files.writeString(desk.git().path(".git/index.ledger.lock"), "half");
    assertThat(desk.ledger(FIX).exit()).isZero();
    assertThat(desk.staged(LEDGER)).isEqualTo(SORTED);
    assertThat(draft).doesNotExist();
    assertThat(lock).doesNotExist();
  }

  @Test
  void afterACrashBetweenFileAndIndexTheSameCommandDoesTheRest() throws Exception {
    desk.stage(LEDGER, UNSORTED);
    desk.git().write(LEDGER, SORTED);
    assertThat(desk.ledger(FIX).exit()).isZero();
    assertThat(desk.staged(LEDGER)).isEqualTo(SORTED);
    assertThat(desk.git().path(LEDGER)).hasContent(SORTED);
  }

  @Test
  void allElseInTheIndexStays() throws Exception {
    desk.git().git("update-index", "--index-version", "4");
    desk.git().git("update-index", "--assume-unchanged", "other.txt");
    desk.stage(LEDGER, UNSORTED);
    desk.git().git("update-index", "--chmod=+x", LEDGER);
    desk.git().write("intended.txt", "x");
    desk.git().git("add", "-N", "intended.txt");
    String before = desk.git().git("ls-files", "-s", "-v", "--", ":!" + LEDGER);
    assertThat(desk.ledger(FIX).exit()).isZero();
    assertThat(desk.git().git("ls-files", "-s", "-v", "--", ":!" + LEDGER)).isEqualTo(before);
    assertThat(desk.git().git("ls-files", "-s", LEDGER)).startsWith("100755 ");
    assertThat(desk.git().git("status", "--porcelain")).contains(" A intended.txt");
    assertThat(desk.git().git("fsck", "--strict")).doesNotContain("error");
  }

  @Test
  void lineEndsThatGitConvertsAreNoEdit() throws Exception {
    desk.git().git("config", "core.autocrlf", "true");
    desk.stage(LEDGER, UNSORTED.replace("\n", "\r\n"));
    assertThat(desk.staged(LEDGER)).isEqualTo(UNSORTED);
    assertThat(desk.ledger(FIX).exit()).isZero();
    assertThat(desk.staged(LEDGER)).isEqualTo(SORTED);
    assertThat(Files.readString(desk.git().path(LEDGER))).isEqualTo(SORTED.replace("\n", "\r\n"));
  }

  @Test
  void aDryRunShowsAndWritesNothing() throws Exception {
    desk.stage(LEDGER, UNSORTED);
    byte[] before = Files.readAllBytes(desk.git().path(".git/index"));
    GitDesk.Ended shown = desk.ledger("check", "--staged", "--fix", "--dry-run");
    assertThat(shown.exit()).isZero();
    assertThat(shown.out()).contains("-| T-2 | Two ", "+| T-2 | Two ");
    assertThat(Files.readAllBytes(desk.git().path(".git/index"))).isEqualTo(before);
    assertThat(desk.git().path(LEDGER)).hasContent(UNSORTED);
  }

  @Test
  void whatNeedsADecisionIsLeftAndStillRefused() throws Exception {
    String unreadable =
        UNSORTED.replace("| T-3 | Three | Low      |", "| T-3 | Three | Low | more |");
    desk.stage(LEDGER, unreadable);
    GitDesk.Ended left = desk.ledger(FIX);
    assertThat(left.exit()).isEqualTo(1);
    assertThat(left.err()).contains("nothing to fix", "[cell-count]");
    assertThat(desk.staged(LEDGER)).isEqualTo(unreadable);
  }

  /** As a user does it: the first hunk yes, the second no. */
  private void addFirstHunk() throws Exception {
    Tool.Ended added =
        Tool.run(desk.git().root(), "sh", "-c", "printf 'y\\nn\\n' | git add -p -- " + LEDGER);
    assertThat(added.exit()).as(added.err()).isZero();
  }
}
