package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ledger.git.Scratch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers that git has and the disk has not, and repositories that are not around the folder. */
class GitPlacesTest {
  private static final String LEDGER = "ledger/TASKS.md";
  private static final String MOVED =
      GitDesk.SORTED
          .replace("| T-1 | One   | High     |\n", "")
          .replace(
              "## Done\n| ID  | Title |\n|-----|-------|\n",
              "## Done\n| ID | Title |\n|-|-|\n| T-1 | One |\n");

  @TempDir Path temp;
  private GitDesk desk;

  @BeforeEach
  void create() throws Exception {
    desk = GitDesk.in(temp, "a checkout").commit(LEDGER, GitDesk.SORTED).commit(LEDGER, MOVED);
  }

  @Test
  void aStagedLedgerWhoseFileIsDeletedIsChecked() throws Exception {
    desk.stage(LEDGER, GitDesk.UNSORTED);
    desk.git().write("deep/er/file", "x");
    Files.delete(desk.git().path(LEDGER));
    for (GitDesk from : new GitDesk[] {desk, desk.from("deep/er"), desk.from("ledger")}) {
      GitDesk.Ended refused = from.ledger("check", "--staged");
      assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
      assertThat(refused.err()).contains("[unsorted]");
    }
    assertThat(desk.ledger("check", "--staged", "--fix").exit()).isZero();
    assertThat(desk.staged(LEDGER)).isEqualTo(GitDesk.SORTED);
    assertThat(desk.git().path(LEDGER)).as("what the user deleted stays so").doesNotExist();
    assertThat(desk.ledger("check").err()).contains("no ledger here");
    assertThat(desk.ledger("diff", "HEAD~1", "HEAD").out()).contains("T-1  Backlog -> Done");
  }

  @Test
  void itsSettingsAreThoseThatAreStaged() throws Exception {
    desk.stage("ledger/ledger.toml", "priorities = [\"Low\", \"Medium\", \"High\"]\n");
    desk.stage(LEDGER, GitDesk.SORTED);
    Files.delete(desk.git().path(LEDGER));
    Files.delete(desk.git().path("ledger/ledger.toml"));
    Files.delete(desk.git().path("ledger"));
    assertThat(desk.ledger("check", "--staged").err()).contains("[unsorted]");
  }

  @Test
  void aLedgerAboveTheRepositoryIsNotTakenForIt() throws Exception {
    Files.createDirectories(temp.resolve("ledger"));
    Files.writeString(temp.resolve(LEDGER), GitDesk.SORTED);
    desk.stage(LEDGER, GitDesk.UNSORTED);
    Files.delete(desk.git().path(LEDGER));
    assertThat(desk.ledger("check", "--staged").exit()).isEqualTo(1);
    assertThat(desk.ledger("list").out()).as("without git it is the nearest").contains("T-1");
  }

  @Test
  void aBareRepositoryTellsWhatItsCommitsHave() throws Exception {
    GitDesk bare = bare();
    assertThat(bare.ledger("list", "--ref", "HEAD~1").out()).contains("Backlog (3)");
    assertThat(bare.ledger("show", "T-1", "--ref", "main").out()).contains("State", "Done");
    assertThat(bare.ledger("log", "T-1").out()).contains("T-1  Backlog -> Done");
    assertThat(bare.ledger("diff", "HEAD~1").out()).isEqualTo("T-1  Backlog -> Done  One\n");
    assertThat(bare.ledger("diff", "HEAD", "HEAD~1").out()).contains("T-1  Done -> Backlog");
    assertThat(bare.ledger("changes", "--since", "HEAD~1").out()).startsWith("Moved (1)\n");
    Map<String, String> named = Map.of("GIT_DIR", bare.folder().toString());
    GitDesk elsewhere = new GitDesk(bare.git(), bare.git().home(), named);
    assertThat(elsewhere.ledger("log", "T-1").out()).contains("T-1  Backlog -> Done");
  }

  @Test
  void aBareRepositorySaysWhatItCannotAndHow() throws Exception {
    GitDesk bare = bare();
    for (String command : new String[] {"list", "check", "hook status", "ci github", "merge x"}) {
      GitDesk.Ended refused = bare.ledger(command.split(" "));
      assertThat(refused.exit()).as(command).isEqualTo(3);
      assertThat(refused.err())
          .contains("is a bare repository", "'list --ref HEAD'", "for everything else, clone it");
    }
    GitDesk.Ended unknown = bare.ledger("list", "--ref", "nowhere");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("no revision 'nowhere'", "a branch, a tag, a commit");
  }

  @Test
  void aBareRepositoryHasItsSettingsInItsCommits() throws Exception {
    desk.commit("ledger/ledger.toml", "[states]\ntodo = \"Backlog\"\nfinished = \"Done\"\n");
    GitDesk bare = bare();
    assertThat(bare.ledger("list", "--ref", "HEAD", "--state", "finished").out())
        .isEqualTo("Done (1)\n  T-1  One\n");
    assertThat(bare.ledger("log", "T-1").exit()).isZero();
  }

  @Test
  void aLedgerElsewhereInABareRepositoryIsNamed() throws Exception {
    desk.commit("deep down/TODO.md", GitDesk.SORTED);
    GitDesk bare = bare();
    assertThat(bare.ledger("list", "--ref", "HEAD", "--ledger", "deep down/TODO.md").out())
        .contains("Backlog (3)");
    assertThat(bare.ledger("log", "--ledger", "deep down/TODO.md").out()).contains("T-3  added");
  }

  @Test
  void aWorktreeOfABareRepositoryIsACheckout() throws Exception {
    GitDesk bare = bare();
    Path tree = temp.resolve("tree");
    bare.git().git("worktree", "add", "-q", tree.toString(), "main");
    GitDesk linked = GitDesk.at(bare.git().at(tree)).stage(LEDGER, GitDesk.UNSORTED);
    assertThat(linked.ledger("check", "--staged").exit()).isEqualTo(1);
    assertThat(linked.ledger("log", "T-1").out()).contains("T-1  Backlog -> Done");
    assertThat(linked.ledger("list").exit()).isZero();
  }

  @Test
  void gitDirAndWorkTreeNameARepositoryThatLiesElsewhere() throws Exception {
    Path gitDir = temp.resolve("else where.git");
    Files.move(desk.git().path(".git"), gitDir);
    assertThat(desk.ledger("log").err()).contains("is not in a git repository");
    GitDesk named =
        desk.with(Map.of("GIT_DIR", gitDir.toString(), "GIT_WORK_TREE", desk.folder().toString()));
    assertThat(named.ledger("log", "T-1").out()).contains("T-1  Backlog -> Done");
    assertThat(named.ledger("check", "--staged").exit()).isZero();
    named.git().write(LEDGER, GitDesk.UNSORTED);
    assertThat(named.ledger("diff", "HEAD").out()).contains("T-1");
    Scratch other = Scratch.create(temp.resolve("x"), "other");
    GitDesk away = new GitDesk(other, other.root(), named.env()).commit(LEDGER, GitDesk.SORTED);
    assertThat(away.ledger("log", "T-1").out()).as("not of that tree").contains("added to Backlog");
  }

  @Test
  void aWorkTreeAloneIsThatOfTheRepositoryAround() throws Exception {
    Files.move(desk.git().path(".git"), temp.resolve(".git"));
    assertThat(desk.ledger("log", "T-1").out()).as("of the folder above").isEmpty();
    GitDesk named = desk.with(Map.of("GIT_WORK_TREE", desk.folder().toString()));
    assertThat(named.ledger("log", "T-1").out()).contains("T-1  Backlog -> Done");
    assertThat(named.ledger("check", "--staged").exit()).isZero();
    named.git().write(LEDGER, GitDesk.UNSORTED);
    assertThat(named.ledger("diff", "HEAD").out()).contains("T-1");
  }

  @Test
  void aLinkedWorkTreeMayHaveSettingsOfItsOwn() throws Exception {
    Path linked = temp.resolve("linked");
    Path inner = Files.createDirectories(temp.resolve("inner tree"));
    desk.git().git("worktree", "add", "-q", "--no-checkout", linked.toString(), "-b", "other");
    desk.git().git("config", "extensions.worktreeConfig", "true");
    Scratch git = desk.git().at(linked);
    git.git("config", "--worktree", "core.worktree", inner.toString());
    git.git("reset", "-q", "--hard");
    assertThat(inner.resolve(LEDGER)).exists();
    Files.move(linked.resolve(".git"), temp.resolve(".git"));
    GitDesk there = GitDesk.at(desk.git().at(inner));
    assertThat(there.ledger("log", "T-1").out()).contains("T-1  Backlog -> Done");
    there.stage(LEDGER, GitDesk.UNSORTED);
    assertThat(there.ledger("check", "--staged").exit()).isEqualTo(1);
  }

  @Test
  void ceilingsAreThoseOfGit() throws Exception {
    desk.commit("deep/" + LEDGER, GitDesk.SORTED);
    GitDesk deep = desk.from("deep");
    Path root = desk.git().root().toRealPath();
    Path link = Files.createSymbolicLink(temp.resolve("link"), root);
    String relative = Path.of("").toAbsolutePath().relativize(root).toString();
    for (String ceiling : new String[] {relative, ":" + link, ":" + relative, ""}) {
      assertSeesAsGit(deep.with(Map.of("GIT_CEILING_DIRECTORIES", ceiling)), true);
    }
    for (String ceiling : new String[] {root.toString(), link.toString(), relative + ":" + root}) {
      assertSeesAsGit(deep.with(Map.of("GIT_CEILING_DIRECTORIES", ceiling)), false);
    }
  }

  private static void assertSeesAsGit(GitDesk desk, boolean seen) throws Exception {
    ProcessBuilder git = new ProcessBuilder("git", "rev-parse").directory(desk.folder().toFile());
    git.environment().putAll(desk.env());
    assertThat(git.start().waitFor() == 0).as(desk.env().toString()).isEqualTo(seen);
    assertThat(desk.ledger("log").exit() == 0).as(desk.env().toString()).isEqualTo(seen);
  }

  private GitDesk bare() throws Exception {
    Path folder = temp.resolve("bare.git");
    desk.git().git("clone", "-q", "--bare", ".", folder.toString());
    return GitDesk.at(desk.git().at(folder));
  }
}
