package ledger.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ledger.git.hook.HookKind;
import ledger.git.hook.HookProbe;
import ledger.git.hook.HookStatus;
import ledger.git.hook.Hooks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real git runs on merges, rebases and checkouts, and what becomes of its work. */
class HookEventsTest {
  private static final String LEDGER = "ledger/TASKS.md";

  /** Notes its calls in a file and says no to "bad". */
  private static final String STAND_IN =
      """
      #!/bin/sh
      echo "$*" >>calls
      git show :ledger/TASKS.md | grep bad || exit 0
      exit 1
      """;

  @TempDir Path folder;
  private Scratch git;

  @BeforeEach
  void create() throws Exception {
    git = Scratch.create(folder, "a checkout");
    git.script("bin/ledger", STAND_IN);
    git.write(LEDGER, "title\n\none\n\ntwo\n\nthree\n");
    git.write(".gitignore", "calls\n");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "first");
    try (Checkout checkout = open(git)) {
      hooks(git, checkout).install();
    }
  }

  @Test
  void gitRunsEachOfThem() throws Exception {
    try (Checkout checkout = open(git)) {
      Hooks hooks = hooks(git, checkout);
      for (HookKind kind : HookKind.values()) {
        assertThat(hooks.fires(kind)).as(kind.file()).isEqualTo(HookProbe.Firing.FIRES);
      }
      assertThat(calls()).as("asking does no work").isEmpty();
      git.git("config", "core.hooksPath", "elsewhere");
      for (HookKind kind : HookKind.values()) {
        assertThat(hooks.fires(kind)).as(kind.file()).isEqualTo(HookProbe.Firing.SILENT);
      }
    }
  }

  @Test
  void aMergeThatBreaksTheLedgerIsNotCommitted() throws Exception {
    diverge("title\n\nbad\n\ntwo\n\nthree\n", "title\n\none\n\ntwo\n\nother\n");
    Scratch.Answer refused = git.tryGit("merge", "side");
    assertThat(refused.exit()).as(refused.output()).isNotZero();
    assertThat(calls()).containsExactly("check --staged");
    assertThat(git.git("rev-list", "--merges", "HEAD")).isEmpty();

    git.write(LEDGER, "title\n\nmended\n\ntwo\n\nother\n");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "merged");
    assertThat(git.git("rev-list", "--merges", "HEAD")).isNotEmpty();
  }

  @Test
  void aCommitOfTheSettingsAloneIsChecked() throws Exception {
    commit("other.txt", "x");
    assertThat(calls()).isEmpty();
    commit("ledger/ledger.toml", "");
    assertThat(calls()).containsExactly("check --staged");
  }

  @Test
  void aMergeOfOtherFilesCallsNothing() throws Exception {
    git.git("switch", "-q", "-c", "side");
    commit("side.txt", "x");
    git.git("switch", "-q", "main");
    commit("main.txt", "x");
    git.git("merge", "-q", "--no-edit", "side");
    assertThat(calls()).isEmpty();
  }

  @Test
  void aFastForwardAndASquashWarnOnly() throws Exception {
    git.git("switch", "-q", "-c", "side");
    badCommit();
    git.git("switch", "-q", "main");
    Scratch.Answer forward = git.tryGit("merge", "--ff-only", "side");
    assertThat(forward.exit()).isZero();
    assertThat(forward.output())
        .contains("bad\n", "ledger: warning: ledger/TASKS.md has problems; nothing was refused");

    git.git("reset", "-q", "--hard", "HEAD~");
    commit("main.txt", "x");
    Scratch.Answer squash = git.tryGit("merge", "--squash", "side");
    assertThat(squash.output()).contains("ledger: warning");
    assertThat(git.tryGit("commit", "-m", "squashed").exit()).isNotZero();
  }

  @Test
  void aRebaseWarnsOnceAtItsEnd() throws Exception {
    git.git("switch", "-q", "-c", "side");
    badCommit();
    commit("side.txt", "x");
    git.git("switch", "-q", "main");
    git.write(LEDGER, "title\n\none\n\ntwo\n\nother\n");
    git.git("commit", "-q", "-am", "ours");
    git.git("switch", "-q", "side");
    Files.deleteIfExists(git.path("calls"));
    Scratch.Answer rebased = git.tryGit("rebase", "main");
    assertThat(rebased.exit()).as(rebased.output()).isZero();
    assertThat(rebased.output()).containsOnlyOnce("ledger: warning");
    assertThat(calls()).containsExactly("check --staged");
  }

  @Test
  void anotherBranchWithABrokenLedgerWarns() throws Exception {
    git.git("switch", "-q", "-c", "side");
    badCommit();
    assertThat(git.git("switch", "main")).doesNotContain("warning");
    Scratch.Answer there = git.tryGit("switch", "side");
    assertThat(there.exit()).isZero();
    assertThat(there.output()).contains("ledger: warning");
    Files.deleteIfExists(git.path("calls"));
    git.git("checkout", "-q", "main", "--", LEDGER);
    git.git("switch", "-q", "-c", "same");
    assertThat(calls()).as("files only, and the same ledger").isEmpty();
  }

  @Test
  void anAmendedCommitIsCheckedOnce() throws Exception {
    git.write(LEDGER, "title\n\nbetter\n");
    git.git("commit", "-q", "-a", "--amend", "-m", "again");
    assertThat(calls()).containsExactly("check --staged");
    git.write(LEDGER, "bad\n");
    assertThat(git.tryGit("commit", "-q", "-a", "--amend", "-m", "again").exit()).isNotZero();
  }

  /** No hook that could refuse exists for it; docs/git.md says so. */
  @Test
  void aCherryPickIsNotSeenByAnyOfThem() throws Exception {
    git.git("switch", "-q", "-c", "side");
    badCommit();
    git.git("switch", "-q", "main");
    Files.deleteIfExists(git.path("calls"));
    git.git("cherry-pick", "side");
    assertThat(calls()).isEmpty();
  }

  @Test
  void aHookThatWasThereGetsWhatGitTellsIt() throws Exception {
    try (Checkout checkout = open(git)) {
      hooks(git, checkout).uninstall();
    }
    git.script(".git/hooks/post-rewrite", "#!/bin/sh\necho \"$1: $(cat)\" >>heard\n");
    try (Checkout checkout = open(git)) {
      hooks(git, checkout).install();
    }
    String old = git.git("rev-parse", "HEAD").strip();
    git.git("commit", "-q", "--amend", "-m", "again");
    String now = git.git("rev-parse", "HEAD").strip();
    assertThat(git.path("heard")).hasContent("amend: " + old + " " + now + "\n");
  }

  @Test
  void aSubmoduleHasItsOwnHooks() throws Exception {
    Scratch outer = Scratch.create(folder.resolve("outer"), "outer");
    outer.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "-q",
        git.root().toString(),
        "inner tree");
    Scratch inner = outer.at(outer.path("inner tree"));
    inner.git("config", "user.name", "A Tester");
    inner.git("config", "user.email", "tester@example.org");
    try (Checkout checkout = open(inner)) {
      Hooks hooks = hooks(inner, checkout);
      HookStatus status = hooks.install().getFirst();
      assertThat(status.file())
          .isEqualTo(outer.root().toRealPath().resolve(".git/modules/inner tree/hooks/pre-commit"));
      assertThat(status.shared()).isFalse();
      assertThat(hooks.fires(HookKind.PRE_COMMIT)).isEqualTo(HookProbe.Firing.FIRES);
    }
    inner.write(LEDGER, "bad\n");
    assertThat(inner.tryGit("commit", "-q", "-am", "bad").exit()).isNotZero();
    assertThat(outer.path(".git/hooks/pre-commit")).doesNotExist();
  }

  private void diverge(String theirs, String ours) throws Exception {
    git.git("switch", "-q", "-c", "side");
    git.write(LEDGER, theirs);
    git.git("commit", "-q", "--no-verify", "-am", "theirs");
    git.git("switch", "-q", "main");
    git.write(LEDGER, ours);
    git.git("commit", "-q", "-am", "ours");
    Files.deleteIfExists(git.path("calls"));
  }

  private void badCommit() throws Exception {
    git.write(LEDGER, "title\n\nbad\n\ntwo\n\nthree\n");
    git.git("commit", "-q", "--no-verify", "-am", "bad");
  }

  private void commit(String file, String text) throws Exception {
    git.write(file, text);
    git.git("add", ".");
    git.git("commit", "-q", "-m", file);
  }

  private List<String> calls() throws IOException {
    Path calls = git.path("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private static Hooks hooks(Scratch scratch, Checkout checkout) throws IOException {
    return Hooks.of(checkout, scratch.hooked(scratch.path(LEDGER)), scratch.path("bin/ledger"));
  }

  private static Checkout open(Scratch scratch) throws IOException {
    return Checkout.find(scratch.root(), Map.of()).orElseThrow();
  }
}
