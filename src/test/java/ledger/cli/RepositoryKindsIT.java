package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.git.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real hook at real commits, where the index or the repository is of a kind of its own. */
class RepositoryKindsIT {
  private static final String LEDGER = RepositoryKind.LEDGER;

  /** Git looks in the folder in which it is called, even if that is a ceiling. */
  @Test
  void aCeilingDoesNotHideTheCurrentFolder(@TempDir Path temp) throws Exception {
    Path tree = RepositoryKind.source(temp).root();
    String launcher = Tool.ROOT.resolve("bin/ledger").toString();
    for (String folder : List.of(".", "ledger")) {
      Path at = tree.resolve(folder).normalize();
      String ceiling = "GIT_CEILING_DIRECTORIES=" + tree;
      boolean found = Tool.run(at, "env", ceiling, "git", "rev-parse").exit() == 0;
      assertThat(found).isEqualTo(folder.equals("."));
      Tool.Ended said = Tool.run(at, "env", ceiling, launcher, "check", "--staged");
      assertThat(said.exit()).as(said.err()).isEqualTo(found ? 0 : 3);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SPLIT_INDEX",
        "SPARSE_INDEX",
        "LINKED_WORKTREE",
        "GIT_DIR_AND_WORK_TREE",
        "SHA256",
        "TREELESS"
      })
  void aCommitIsChecked(RepositoryKind kind, @TempDir Path temp) throws Exception {
    GitDesk desk = kind.in(temp, RepositoryKind.source(temp));
    Map<String, String> env = new HashMap<>(desk.env());
    Path launcher = Tool.ROOT.resolve("bin/ledger");
    Path tree = desk.folder();
    StringBuilder install = new StringBuilder();
    env.forEach((name, value) -> install.append(name + "='" + value + "' "));
    install.append("'" + launcher + "' hook install");
    Tool.Ended installed = Tool.run(tree, "sh", "-c", install.toString());
    assertThat(installed.exit()).as(installed.err()).isZero();

    Scratch git = desk.git();
    Files.writeString(tree.resolve(LEDGER), GitDesk.UNSORTED);
    Scratch.Answer refused = git.tryGitWith(env, "commit", "-qam", "unsorted");
    assertThat(refused.exit()).as(refused.output()).isEqualTo(1);
    assertThat(refused.output()).contains("[unsorted]");
    Files.writeString(tree.resolve(LEDGER), GitDesk.SORTED);
    Scratch.Answer taken = git.tryGitWith(env, "commit", "-qm", "sorted", "--", LEDGER);
    assertThat(taken.exit()).as(taken.output()).isZero();
  }
}
