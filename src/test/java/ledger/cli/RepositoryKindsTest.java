package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ledger.git.Checkout;
import ledger.git.FilesInGit;
import ledger.git.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command that reads git, in every kind of repository. Where the history is not complete,
 * commands that only like it work and say what they did not see; those that need it say what to
 * fetch.
 */
class RepositoryKindsTest {
  private static final String LEDGER = RepositoryKind.LEDGER;

  @TempDir static Path shared;
  private static Scratch source;

  @TempDir Path temp;
  private GitDesk desk;

  @BeforeAll
  static void history() throws Exception {
    source = RepositoryKind.source(shared);
  }

  @BeforeEach
  void standIn() throws Exception {
    Path launcher = Files.writeString(temp.resolve("ledger"), "#!/bin/sh\necho \"called: $*\"\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    System.setProperty("ledger.launcher", launcher.toString());
  }

  @AfterEach
  void noLauncher() {
    System.clearProperty("ledger.launcher");
  }

  static Stream<RepositoryKind> indexes() {
    return RepositoryKind.indexes();
  }

  static Stream<RepositoryKind> whole() {
    return RepositoryKind.whole();
  }

  @ParameterizedTest
  @MethodSource("indexes")
  void everyIndexIsReadAndFixed(RepositoryKind kind) throws Exception {
    desk = kind.in(temp, source);
    assertThat(says(0, "check", "--staged")).contains("3 tasks, no problems");
    knowsItsCommit();
    stagedIsJudgedAndFixed();
  }

  @ParameterizedTest
  @MethodSource("whole")
  void aWholeHistoryIsRead(RepositoryKind kind) throws Exception {
    desk = kind.in(temp, source);
    assertThat(says(1, "renumber", "T-3", "T-4")).contains("T-4 is or was the ID of another task");
    assertThat(says(0, "log")).contains("T-4", "v1", "v3");
    assertThat(says(0, "list", "--ref", "v1")).contains("One");
    assertThat(says(0, "show", "T-4", "--ref", "v2")).contains("Four");
    assertThat(says(0, "diff", "v1")).contains("Uno");
    assertThat(says(0, "changes", "--since", "2001-01-01")).contains("T-1");
    assertThat(says(2, "list", "--ref", "nowhere")).contains("no revision 'nowhere'");
    assertThat(says(0, "check", "--staged")).contains("3 tasks, no problems");
    assertThat(says(0, "merge", "side", "--dry-run")).contains("Duo");
    assertThat(says(0, "history", "backfill")).doesNotContain("incomplete");
    if (kind == RepositoryKind.SHA256) {
      assertThat(says(0, "site", "--history")).doesNotContain("incomplete");
    }
    assertThat(says(0, "add", "New")).contains("T-5").doesNotContain("unknown");
    knowsItsCommit();
    stagedIsJudgedAndFixed();
    if (kind.hasHooksElsewhere()) {
      commitsAreChecked();
    }
  }

  private void knowsItsCommit() throws Exception {
    List<Path> ledger = List.of(desk.git().path(LEDGER));
    try (Checkout checkout = Checkout.find(desk.folder(), desk.env()).orElseThrow()) {
      assertThat(checkout.headCommit()).contains(git("rev-parse", "HEAD").strip());
      desk.git().write(LEDGER, GitDesk.UNSORTED);
      assertThat(new FilesInGit(checkout).unchanged(ledger)).isEmpty();
      git("checkout", "-q", "--", LEDGER);
      assertThat(new FilesInGit(checkout).unchanged(ledger)).hasSize(1);
    }
  }

  private void stagedIsJudgedAndFixed() throws Exception {
    desk.git().write(LEDGER, GitDesk.UNSORTED);
    git("add", LEDGER);
    assertThat(says(1, "check", "--staged")).contains("[unsorted]");
    assertThat(says(0, "check", "--staged", "--fix")).contains("fixed the order of Backlog");
    assertThat(git("show", ":" + LEDGER)).isEqualTo(GitDesk.SORTED);
    assertThat(git("status", "--porcelain", "-uno")).isEqualTo("M  " + LEDGER + "\n");
  }

  private void commitsAreChecked() throws Exception {
    assertThat(says(0, "hook", "install", "--merge-driver")).contains("pre-commit fires");
    assertThat(git("commit", "-m", "sorted")).contains("called: check --staged");
  }

  /** Those with a gap, what it is called, and what helps. */
  @ParameterizedTest
  @EnumSource(names = {"SHALLOW", "BLOBLESS", "TREELESS", "DAMAGED"})
  void anIncompleteHistoryIsReportedAsSuch(RepositoryKind kind) throws Exception {
    desk = kind.in(temp, source);
    String name =
        switch (kind) {
          case SHALLOW -> "this clone is shallow";
          case DAMAGED -> "git's objects are damaged";
          default -> "this is a partial clone";
        };
    String way =
        switch (kind) {
          case SHALLOW -> "'git fetch --unshallow'";
          case DAMAGED -> "'git fsck'";
          default -> "'git fetch --refetch --no-filter'";
        };
    String unknown = name + ".* so IDs that only the missing history has are unknown: " + way;
    assertThat(says(0, "add", "New", "--dry-run")).contains("T-4").matches(pattern(unknown));
    assertThat(says(0, "renumber", "T-3", "T-4", "--dry-run")).matches(pattern(unknown));
    assertThat(says(0, "check")).contains("3 tasks, no problems");
    assertThat(says(0, "check", "--staged")).contains("3 tasks, no problems");
    assertThat(says(0, "move", "T-1", "done", "--dry-run")).contains("T-1");
    assertThat(says(0, "site", "--history")).contains(name, "so histories are incomplete", way);
    assertThat(says(kind == RepositoryKind.SHALLOW ? 0 : 3, "log")).contains(name, way);
    // In a shallow clone, a tag that was not fetched is as unknown as a mistyped one.
    int unknownTag = kind == RepositoryKind.SHALLOW ? 2 : 3;
    for (String command : new String[] {"list --ref v2", "diff v2", "changes --since v2"}) {
      assertThat(says(unknownTag, command.split(" "))).as(command).contains(name, way);
    }
    String second = source.git("rev-parse", "v2").strip();
    assertThat(says(3, "diff", second)).contains(name, way);
    assertThat(says(kind == RepositoryKind.DAMAGED ? 0 : 3, "merge", "side", "--dry-run"))
        .contains(name, way);
    knowsItsCommit();
    stagedIsJudgedAndFixed();
    if (kind != RepositoryKind.DAMAGED) {
      git(way.replace("'", "").substring("git ".length()).split(" "));
      assertThat(says(0, "log")).contains("T-4").doesNotContain(name);
      assertThat(says(0, "add", "New")).contains("T-5").doesNotContain("unknown");
    }
  }

  private static String pattern(String part) {
    return "(?s).*" + part.replace("(", "\\(") + ".*";
  }

  @Test
  void beforeTheFirstCommit() throws Exception {
    desk = GitDesk.in(temp, "fresh");
    desk.git().write(LEDGER, GitDesk.SORTED);
    assertThat(says(0, "add", "New")).contains("T-4").doesNotContain("unknown");
    assertThat(says(0, "log")).isEmpty();
    assertThat(says(2, "list", "--ref", "HEAD")).contains("nothing is committed yet");
    assertThat(says(0, "check", "--staged")).contains("is not staged");
    assertThat(says(0, "site", "--history")).doesNotContain("incomplete");
    assertThat(says(2, "merge", "HEAD")).contains("nothing is committed yet");
    assertThat(says(0, "hook", "install")).contains("pre-commit fires");
  }

  /** Git refuses to read it; JGit reads, and nothing of its configuration is run. */
  @Test
  void aRepositoryThatBelongsToSomebodyElse() throws Exception {
    desk = RepositoryKind.PLAIN.in(temp, source);
    Tool.Ended given = Tool.run(temp, "chown", "-R", "12345", desk.folder().toString());
    Assumptions.assumeTrue(given.exit() == 0, "only root can give a repository away");
    assertThat(says(0, "add", "New", "--dry-run")).contains("T-5").doesNotContain("unknown");
    assertThat(says(0, "log")).contains("T-4");
    String why = "dubious ownership";
    assertThat(says(0, "check", "--staged")).contains("3 tasks, no problems");
    assertThat(says(3, "hook", "install")).contains(why, "safe.directory");
    assertThat(desk.git().path(".git/hooks/pre-commit")).doesNotExist();
    try (Checkout checkout = Checkout.find(desk.folder(), desk.env()).orElseThrow()) {
      assertThatThrownBy(() -> new FilesInGit(checkout).unchanged(List.of(desk.git().path(LEDGER))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(why);
    }
  }

  @Test
  void aRepositoryOfAFormatToCome() throws Exception {
    desk = RepositoryKind.PLAIN.in(temp, source);
    git("config", "core.repositoryFormatVersion", "99");
    String unknown = "git cannot be asked for the history here, so IDs";
    assertThat(says(0, "add", "New", "--dry-run")).contains("T-4", unknown);
    assertThat(says(0, "move", "T-1", "done", "--dry-run")).contains("T-1");
    assertThat(says(0, "check")).contains("no problems");
    assertThat(says(3, "log")).contains("cannot read the git repository");
    assertThat(says(3, "check", "--staged")).contains("cannot read the git repository");
    assertThat(says(0, "site", "--history")).contains("so histories are incomplete");
  }

  /** A clone has the attributes, but not the configuration. */
  @Test
  void aCloneWithoutTheMergeDriverSaysSo() throws Exception {
    desk = RepositoryKind.PLAIN.in(temp, source);
    assertThat(says(0, "hook", "install", "--merge-driver")).contains("by tasks and cells");
    assertThat(says(0, "hook", "status")).contains("git merges the ledger by tasks and cells");
    assertThat(says(0, "check")).contains("no problems");
    git("config", "--remove-section", "merge.ledger");
    assertThat(says(0, "check"))
        .contains(
            "[no-merge-driver]",
            ".gitattributes:1:1: warning",
            "help: 'ledger hook install --merge-driver' sets it up",
            "0 errors, 1 warning");
    assertThat(says(0, "hook", "status")).contains("not set up in this clone");
    git("config", "merge.ledger.driver", "true");
    assertThat(says(0, "check")).contains("no problems");
  }

  @Test
  void hooksThatGitDoesNotRunAreNotInstalled() throws Exception {
    desk = RepositoryKind.PLAIN.in(temp, source);
    git("config", "core.hooksPath", "/dev/null");
    assertThat(says(3, "hook", "install", "--merge-driver"))
        .contains("git's hooks are switched off here: core.hooksPath is /dev/null");
    assertThat(desk.git().path(".gitattributes")).doesNotExist();
  }

  private String git(String... words) throws Exception {
    return desk.git().gitWith(desk.env(), words);
  }

  /** What a command prints, on both streams. */
  private String says(int exit, String... command) {
    GitDesk.Ended ended = desk.ledger(command);
    String said = ended.out() + ended.err();
    assertThat(ended.exit()).as(String.join(" ", command) + "\n" + said).isEqualTo(exit);
    assertThat(said).doesNotContain("bug in ledger", "Missing ", "\tat ");
    return said;
  }
}
