package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diff} and {@code changes} where a revision is not simply an older ledger. */
class RevisionsComparedTest {
  private static final String LEDGER = "ledger/TASKS.md";
  private static final String ONE =
      """
      # The work of a team, long enough to be known again

      ## Backlog
      | ID | Title |
      |---|---|
      | T-1 | One |

      ## Done
      | ID | Title |
      |---|---|
      """;
  private static final String TWO = ONE.replace("One |\n", "One |\n| T-2 | Two |\n");
  private static final String DAMAGED = ONE.replace("| One |", "| One | more |");

  @TempDir Path temp;
  private GitDesk desk;

  /** A first commit without a ledger, one with a task, one with two. */
  @BeforeEach
  void create() throws Exception {
    desk = GitDesk.in(temp, "a checkout");
    commit("other.txt", "x", "2025-01-01");
    commit(LEDGER, ONE, "2025-02-01");
    commit(LEDGER, TWO, "2025-03-01");
  }

  @Test
  void aRevisionThatIsNotThereIsNamedWithTheWayOut() throws Exception {
    assertFails(2, "no revision 'nowhere' in", "'git log --oneline' shows", "diff", "nowhere");
    assertFails(2, "no revision 'nowhere' in", "'git log --oneline'", "diff", "HEAD", "nowhere");
    assertFails(2, "no revision 'HEAD~3' in", "HEAD~3;", "changes", "--since", "HEAD~3");
    assertFails(2, "no revision '' in", "a branch, a tag", "changes", "--since", "");
    GitDesk fresh = GitDesk.in(Files.createDirectory(temp.resolve("fresh")), "new");
    fresh.stage(LEDGER, ONE);
    GitDesk.Ended unborn = fresh.ledger("diff", "HEAD");
    assertThat(unborn.exit()).isEqualTo(2);
    assertThat(unborn.err()).contains("help: nothing is committed yet");
  }

  @Test
  void aDayCountsFromItsBeginning() throws Exception {
    assertSays("Added (1)\n  T-2  added to Backlog  Two\n", "changes", "--since", "2025-03-01");
    assertSays("no task changed since 2025-03-02\n", "changes", "--since", "2025-03-02");
    assertSays("no task changed since 2999-01-01\n", "changes", "--since", "2999-01-01");
    assertThat(said("changes", "--since", "1850-01-01").out()).startsWith("Added (2)\n");
    String way = "help: a day is written YYYY-MM-DD, such as 2026-11-01";
    assertFails(2, "'2025-02-30' is neither a revision nor a day", way, since("2025-02-30"));
    assertFails(2, "'2025-3-1' is neither a revision nor a day", way, since("2025-3-1"));
    assertFails(2, "'1.3.2025' is neither a revision nor a day", way, since("1.3.2025"));
    desk.git().git("tag", "2025-02-30", "HEAD~1");
    assertThat(said(since("2025-02-30")).out()).startsWith("Added (1)\n");
  }

  @Test
  void anEmptyRangeSaysSo() throws Exception {
    assertSays("no task changed since HEAD\n", "changes", "--since", "HEAD");
    GitDesk.Ended same = said("diff", "HEAD", "main");
    assertThat(same.out()).isEmpty();
    assertThat(same.err()).isEqualTo("no task differs\n");
    assertThat(said("diff", "HEAD", "HEAD", "--json").out()).contains("\"changes\" : [ ]");
  }

  @Test
  void whereOneRevisionHasNoLedgerItCountsAsEmptyAndIsNamed() throws Exception {
    String note = "HEAD~2 has no ledger/TASKS.md: it counts as empty\n";
    GitDesk.Ended added = said("diff", "HEAD~2", "HEAD~1");
    assertThat(added.out()).isEqualTo("T-1  added to Backlog  One\n");
    assertThat(added.err()).isEqualTo(note);
    GitDesk.Ended removed = said("diff", "HEAD~1", "HEAD~2");
    assertThat(removed.out()).startsWith("T-1  removed from Backlog");
    assertThat(removed.err()).isEqualTo(note);
    assertThat(said("changes", "--since", "HEAD~2").out()).startsWith("Added (2)\n");
    GitDesk.Ended day = said("changes", "--since", "2025-02-01");
    assertThat(day.out()).startsWith("Added (2)\n");
    assertThat(day.err()).matches("[0-9a-f]{10} has no ledger/TASKS.md: it counts as empty\n");
    assertFails(3, "HEAD~2 has no ledger/TASKS.md", "'ledger log'", "diff", "HEAD~2", "HEAD~2");
  }

  @Test
  void aLedgerThatWasRenamedIsFoundUnderItsOldName() throws Exception {
    desk.git().git("branch", "old");
    Files.createDirectories(desk.git().path("plan"));
    desk.git().git("mv", LEDGER, "plan/work.md");
    desk.git().git("commit", "-qm", "move");
    String shorter = TWO.replace("Two", "2nd").replace("# The work", "Words.\n\n# The work");
    desk.commit("plan/work.md", shorter);
    String[] renamed = {"--ledger", "plan/work.md", "diff", "HEAD~3", "HEAD"};
    assertSays("T-2  added to Backlog  2nd\n", renamed);
    assertThat(said("--ledger", "plan/work.md", "changes", "--since", "2025-03-02").out())
        .startsWith("Edited (1)\n  T-2");
    // Too much is new to be called alike: its history tells.
    desk.commit("plan/work.md", shorter + "\nMore words than it ever had.\n".repeat(40));
    assertThat(said("--ledger", "plan/work.md", "diff", "HEAD~4").err()).isEmpty();
    desk.git().git("reset", "-q", "--hard", "HEAD~");
    // Seen from a branch that has not been told yet.
    desk.git().git("switch", "-q", "old");
    assertThat(said("diff", "main").out()).contains("T-2").doesNotContain("added", "removed");
  }

  @Test
  void aDamagedLedgerIsNamedByRevisionLineAndColumn() throws Exception {
    desk.commit(LEDGER, DAMAGED).commit(LEDGER, ONE);
    assertFails(3, "HEAD~1:ledger/TASKS.md:6:1: error:", "[cell-count]", "diff", "HEAD~1");
    assertFails(3, "HEAD~1:ledger/TASKS.md:6:1: error:", "[cell-", "diff", "HEAD", "HEAD~1");
    assertFails(3, "HEAD~1:ledger/TASKS.md:6:1: error:", "[cell-count]", since("HEAD~1"));
    desk.git().write(LEDGER, DAMAGED);
    assertFails(3, "ledger/TASKS.md:6:1: error:", "[cell-count]", since("HEAD"));
    assertThat(said("diff", "HEAD~2", "HEAD").out()).isEqualTo("T-2  removed from Backlog  Two\n");
  }

  @Test
  void aShallowCloneNeverTakesItsBoundaryForTheBeginning() throws Exception {
    Path folder = temp.resolve("shallow");
    String from = "file://" + desk.git().root();
    desk.git().git("clone", "-q", "--depth", "1", from, folder.toString());
    desk = GitDesk.at(desk.git().at(folder));
    String way = "this clone is shallow: 'git fetch --unshallow' fetches the older commits";
    assertFails(3, "no commit here is older than 2025-02-15", way, since("2025-02-15"));
    assertFails(2, "no revision 'HEAD~1' in this repository", way, "diff", "HEAD~1");
    assertSays("no task changed since 2025-03-02\n", since("2025-03-02"));
    desk.git().git("fetch", "-q", "--unshallow");
    assertThat(said(since("2025-02-15")).out()).startsWith("Added (1)\n");
  }

  /** What a branch did before it was merged is news of the day of the merge. */
  @Test
  void aMergeCountsFromWhenItWasMade() throws Exception {
    desk.git().git("switch", "-q", "-c", "side", "HEAD~1");
    commit(LEDGER, ONE.replace("One", "Uno"), "2025-04-10");
    desk.git().git("switch", "-q", "main");
    desk.git().git("merge", "-q", "-s", "ours", "--no-edit", "side");
    assertSays("no task changed since 2025-04-20\n", since("2025-04-20"));
  }

  private static String[] since(String day) {
    return new String[] {"changes", "--since", day};
  }

  private void commit(String file, String text, String day) throws Exception {
    desk.stage(file, text);
    String when = day + "T12:00:00Z";
    Tool.Ended ended =
        Tool.run(
            desk.git().root(), "env", "GIT_COMMITTER_DATE=" + when, "git", "commit", "-qm", "work");
    assertThat(ended.exit()).as(ended.err()).isZero();
  }

  private GitDesk.Ended said(String... words) {
    GitDesk.Ended ended = desk.ledger(words);
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended;
  }

  private void assertSays(String out, String... words) {
    assertThat(said(words).out()).isEqualTo(out);
  }

  private void assertFails(int exit, String what, String way, String... words) {
    GitDesk.Ended ended = desk.ledger(words);
    assertThat(ended.err()).contains(what, way);
    assertThat(ended.exit()).isEqualTo(exit);
    assertThat(ended.out()).isEmpty();
  }
}
