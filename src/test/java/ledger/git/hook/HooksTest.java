package ledger.git.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import ledger.git.Checkout;
import ledger.git.Scratch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hook, fired by the real git; a stand-in for ledger notes its calls and says no to "bad". */
class HooksTest {
  private static final String LEDGER = "ledger/TASKS.md";

  private static final String STAND_IN =
      """
      #!/bin/sh
      echo "called: $*"
      ! git show ":${4:-ledger/TASKS.md}" | grep -q bad
      """;

  @TempDir Path folder;
  private Scratch git;

  @BeforeEach
  void create() throws Exception {
    git = Scratch.create(folder, "it's a checkout");
    git.script("bin/ledger", STAND_IN);
    git.write(LEDGER, "good\n");
    git.write("other.txt", "one\n");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "first");
  }

  @Test
  void checksTheStagedLedger() throws Exception {
    HookStatus status = install(git);
    assertThat(status.state()).isEqualTo(HookStatus.HookState.INSTALLED);
    assertThat(status.file()).isEqualTo(git.root().toRealPath().resolve(".git/hooks/pre-commit"));
    assertThat(status.launcher()).isEqualTo(git.root().toRealPath().resolve("bin/ledger"));
    assertThat(status.launcherRuns()).isTrue();
    assertThat(status.shared()).isFalse();

    git.write(LEDGER, "bad\n");
    git.git("add", ".");
    Scratch.Answer refused = git.tryGit("commit", "-m", "bad");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.output()).contains("called: check --staged\n");

    git.write(LEDGER, "better\n");
    git.git("add", ".");
    assertThat(git.git("commit", "-m", "better")).contains("called: check --staged");
  }

  @Test
  void whatIsStagedCountsAndNotTheFile() throws Exception {
    install(git);
    git.write(LEDGER, "better\n");
    git.git("add", ".");
    git.write(LEDGER, "bad\n");
    git.git("commit", "-q", "-m", "the staged one is good");
    assertThat(git.tryGit("commit", "-q", "-a", "-m", "all").exit()).isNotZero();
    assertThat(git.tryGit("commit", "-q", "-m", "that one", LEDGER).exit()).isNotZero();
  }

  @Test
  void isNotCalledWhereTheLedgerIsNotStaged() throws Exception {
    install(git);
    git.write("other.txt", "two\n");
    git.write(LEDGER, "bad\n");
    assertThat(git.git("commit", "-m", "other", "other.txt")).doesNotContain("called");
    assertThat(git.git("commit", "--amend", "-m", "again")).doesNotContain("called");
  }

  @Test
  void aDeletedLedgerNeedsNoCheck() throws Exception {
    install(git);
    git.git("rm", "-q", LEDGER);
    assertThat(git.git("commit", "-m", "gone")).doesNotContain("called");
  }

  @Test
  void worksForTheVeryFirstCommit() throws Exception {
    Scratch fresh = Scratch.create(folder.resolve("other"), "fresh");
    fresh.script("bin/ledger", STAND_IN);
    fresh.write(LEDGER, "bad\n");
    install(fresh);
    fresh.git("add", ".");
    assertThat(fresh.tryGit("commit", "-m", "bad").exit()).isNotZero();
    fresh.write(LEDGER, "good\n");
    fresh.git("add", ".");
    assertThat(fresh.git("commit", "-m", "good")).contains("called");
  }

  @Test
  void aLedgerInASubfolderAndWithAnOddNameIsNamedToTheCommand() throws Exception {
    String odd = "deep down/[my] *ledger's.md";
    git.write(odd, "good\n");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "odd");
    try (Checkout checkout = open(git)) {
      Hooks.of(checkout, git.hooked(git.path(odd)), git.path("bin/ledger")).install();
    }
    git.write("deep down/m ledger's.md", "would match as a pattern\n");
    git.git("add", ".");
    assertThat(git.git("commit", "-m", "match")).doesNotContain("called");
    git.write(odd, "bad\n");
    git.git("add", ".");
    Scratch.Answer refused = git.at(git.path("deep down")).tryGit("commit", "-m", "bad");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.output()).contains("called: check --staged --ledger " + odd);
  }

  @Test
  void severalLedgersAreCheckedByOneHookAndEachGoesByItself() throws Exception {
    String second = "b c/it's/PLAN.md";
    git.write(second, "good\n");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "two");
    install(git);
    assertThat(state(second)).isEqualTo(HookStatus.HookState.UNLISTED);
    installFor(second);
    assertThat(state(LEDGER)).isEqualTo(HookStatus.HookState.INSTALLED);
    assertThat(state(second)).isEqualTo(HookStatus.HookState.INSTALLED);
    assertFires(git);
    git.write(second, "bad\n");
    Scratch.Answer refused = git.tryGit("commit", "-m", "bad", second);
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.output()).contains("called: check --staged --ledger " + second);

    // Both in one commit: the first one's problem does not hide the second one's.
    git.write(LEDGER, "bad too\n");
    assertThat(git.tryGit("commit", "-am", "both").output())
        .contains("called: check --staged\n", "called: check --staged --ledger");

    uninstall(git);
    assertThat(state(second)).isEqualTo(HookStatus.HookState.INSTALLED);
    git.git("commit", "-q", "-m", "no longer checked", LEDGER);
    assertThat(git.tryGit("commit", "-m", "bad", second).exit()).isNotZero();
    try (Checkout checkout = open(git)) {
      Hooks hooks = Hooks.of(checkout, git.hooked(git.path(second)), git.path("bin/ledger"));
      assertThat(hooks.uninstall().getFirst().state()).isEqualTo(HookStatus.HookState.ABSENT);
    }
    assertThat(git.tryGit("config", "--get-all", "ledger.hook").exit()).isEqualTo(1);
  }

  /** Before version 4, each hook named its one ledger. */
  @Test
  void anEarlierVersionsLedgerIsKeptWhenAnotherIsAdded() throws Exception {
    git.script(
        ".git/hooks/pre-commit",
        "#!/bin/sh\n# ledger-hook 3 pre-commit\nledger='ledger/TASKS.md'\n"
            + "launcher='bin/ledger'\nexit 0\n");
    git.write("sub/ledger/TASKS.md", "good\n");
    installFor("sub/ledger/TASKS.md");
    assertThat(git.git("config", "--get-all", "ledger.hook"))
        .isEqualTo(LEDGER + "\nsub/ledger/TASKS.md\n");
    assertFires(git);
  }

  @Test
  void aNameThatNoHookCouldReadIsRefused() throws Exception {
    git.write("a\nb/TODO.md", "good\n");
    assertThatThrownBy(() -> installFor("a\nb/TODO.md"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a line end in its path");
    assertThat(status(git).state()).isEqualTo(HookStatus.HookState.ABSENT);
  }

  private void installFor(String ledger) throws IOException {
    try (Checkout checkout = open(git)) {
      Hooks.of(checkout, git.hooked(git.path(ledger)), git.path("bin/ledger")).install();
    }
  }

  private HookStatus.HookState state(String ledger) throws IOException {
    try (Checkout checkout = open(git)) {
      return Hooks.of(checkout, git.hooked(git.path(ledger)), git.path("bin/ledger"))
          .status()
          .getFirst()
          .state();
    }
  }

  @Test
  void aHookThatWasThereRunsFirstAndItsNoIsFinal() throws Exception {
    git.script(".git/hooks/pre-commit", "#!/bin/sh\necho earlier\ntest ! -e no || exit 7\n");
    assertThat(install(git).earlier())
        .isEqualTo(git.root().toRealPath().resolve(".git/hooks/pre-commit.before-ledger"));
    git.write(LEDGER, "better\n");
    assertThat(git.git("commit", "-a", "-m", "x")).contains("earlier\ncalled: check --staged");

    git.write("other.txt", "two\n");
    assertThat(git.git("commit", "-a", "-m", "y")).contains("earlier").doesNotContain("called");

    git.write("no", "");
    git.write(LEDGER, "best\n");
    Scratch.Answer refused = git.tryGit("commit", "-a", "-m", "z");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.output()).contains("earlier").doesNotContain("called");
  }

  @Test
  void aHookThatWasSwitchedOffStaysOff() throws Exception {
    git.write(".git/hooks/pre-commit", "#!/bin/sh\necho earlier\nexit 1\n");
    install(git);
    git.write(LEDGER, "better\n");
    assertThat(git.git("commit", "-a", "-m", "x")).contains("called").doesNotContain("earlier");
  }

  @Test
  void uninstallBringsBackTheEarlierHookByteForByteAndWithItsMode() throws Exception {
    Path hook = git.path(".git/hooks/pre-commit");
    byte[] odd = {'#', '!', '/', 'b', 'i', 'n', '/', 's', 'h', '\r', '\n', 0, (byte) 0xFF};
    Files.createDirectories(hook.getParent());
    Files.write(hook, odd);
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rwxr-x--x");
    Files.setPosixFilePermissions(hook, mode);
    Set<String> files = names();
    install(git);
    install(git);
    assertThat(uninstall(git).state()).isEqualTo(HookStatus.HookState.OTHER);
    assertThat(Files.readAllBytes(hook)).isEqualTo(odd);
    assertThat(Files.getPosixFilePermissions(hook)).isEqualTo(mode);
    assertThat(names()).isEqualTo(files);
    assertThat(uninstall(git).state()).isEqualTo(HookStatus.HookState.OTHER);
    assertThat(Files.readAllBytes(hook)).isEqualTo(odd);
  }

  @Test
  void anEarlierHookThatIsALinkStaysOne() throws Exception {
    git.script("tools/hook", "#!/bin/sh\necho earlier\n");
    Path hook = git.path(".git/hooks/pre-commit");
    Files.createDirectories(hook.getParent());
    Files.createSymbolicLink(hook, Path.of("../../tools/hook"));
    install(git);
    git.write(LEDGER, "better\n");
    assertThat(git.git("commit", "-a", "-m", "x")).contains("earlier\ncalled");
    uninstall(git);
    assertThat(Files.readSymbolicLink(hook)).isEqualTo(Path.of("../../tools/hook"));
  }

  @Test
  void withoutAnEarlierHookUninstallLeavesNone() throws Exception {
    Set<String> files = names();
    install(git);
    assertThat(uninstall(git).state()).isEqualTo(HookStatus.HookState.ABSENT);
    assertThat(names()).isEqualTo(files);
    assertThat(uninstall(git).state()).isEqualTo(HookStatus.HookState.ABSENT);
  }

  @Test
  void installingAgainChangesNothing() throws Exception {
    Path hook = install(git).file();
    byte[] before = Files.readAllBytes(hook);
    Object written = Files.getLastModifiedTime(hook);
    assertThat(install(git).earlier()).isNull();
    assertThat(Files.readAllBytes(hook)).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(hook)).isEqualTo(written);
  }

  @Test
  void anOutdatedHookIsSeenAndRenewedWithoutBeingChained() throws Exception {
    Path hook = install(git).file();
    Files.writeString(hook, Files.readString(hook) + "# from another version\n");
    assertThat(status(git).state()).isEqualTo(HookStatus.HookState.OUTDATED);
    HookStatus renewed = install(git);
    assertThat(renewed.state()).isEqualTo(HookStatus.HookState.INSTALLED);
    assertThat(renewed.earlier()).isNull();
  }

  @Test
  void anotherToolsHookAfterOursIsNeverOverwritten() throws Exception {
    git.script(".git/hooks/pre-commit", "#!/bin/sh\necho first\n");
    Path hook = install(git).file();
    Files.writeString(hook, "#!/bin/sh\necho second\n");
    assertThat(status(git).state()).isEqualTo(HookStatus.HookState.OTHER);
    Set<String> files = names();
    assertThatThrownBy(() -> install(git))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be moved aside");
    assertThat(names()).isEqualTo(files);
    assertThat(uninstall(git).state()).isEqualTo(HookStatus.HookState.OTHER);
    assertThat(hook).hasContent("#!/bin/sh\necho second\n");
  }

  @Test
  void respectsTheHooksPath() throws Exception {
    git.git("config", "core.hooksPath", "tools/my hooks");
    HookStatus status = install(git);
    assertThat(status.file())
        .isEqualTo(git.root().toRealPath().resolve("tools/my hooks/pre-commit"));
    assertThat(status.shared()).isFalse();
    assertFires(git);
  }

  @Test
  void aHooksPathOutsideOfTheRepositoryIsSharedAndHarmlessElsewhere() throws Exception {
    Path shared = folder.resolve("shared hooks");
    git.git("config", "core.hooksPath", shared.toString());
    HookStatus status = install(git);
    assertThat(status.file()).isEqualTo(shared.resolve("pre-commit"));
    assertThat(status.shared()).isTrue();
    assertFires(git);

    Scratch other = Scratch.create(folder.resolve("other"), "other");
    other.git("config", "core.hooksPath", shared.toString());
    other.write("file", "x");
    other.git("add", ".");
    assertThat(other.git("commit", "-m", "no ledger here")).doesNotContain("ledger:");
  }

  @Test
  void hooksThatAreSwitchedOffAreNamed() throws Exception {
    git.git("config", "core.hooksPath", "/dev/null");
    assertThatThrownBy(() -> install(git))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("core.hooksPath is /dev/null");
  }

  @Test
  void aLinkedWorktreeSharesTheHookAndCallsItsOwnLauncher() throws Exception {
    Path linked = folder.resolve("linked tree");
    git.git("worktree", "add", "-q", "-b", "side", linked.toString());
    Scratch side = git.at(linked);
    side.script("bin/ledger", STAND_IN.replace("called", "called in the linked tree"));
    assertThat(install(side).file())
        .isEqualTo(git.root().toRealPath().resolve(".git/hooks/pre-commit"));
    assertThat(status(git).state()).isEqualTo(HookStatus.HookState.INSTALLED);
    assertFires(git);
    side.write(LEDGER, "better\n");
    assertThat(side.git("commit", "-m", "side", LEDGER))
        .contains("called in the linked tree: check");
  }

  @Test
  void aWorktreeMayHaveItsOwnHooksPath() throws Exception {
    Path linked = folder.resolve("linked tree");
    git.git("config", "extensions.worktreeConfig", "true");
    git.git("worktree", "add", "-q", "-b", "side", linked.toString());
    Scratch side = git.at(linked);
    side.git("config", "--worktree", "core.hooksPath", "own-hooks");
    assertThat(install(side).file()).isEqualTo(linked.toRealPath().resolve("own-hooks/pre-commit"));
    assertFires(side);
    assertThat(status(git).state()).isEqualTo(HookStatus.HookState.ABSENT);
  }

  @Test
  void aLauncherOutsideIsCalledByItsFullPath() throws Exception {
    Path outside = folder.resolve("else where/ledger");
    Files.createDirectories(outside.getParent());
    Files.move(git.path("bin/ledger"), outside);
    try (Checkout checkout = open(git)) {
      HookStatus status =
          Hooks.of(checkout, git.hooked(git.path(LEDGER)), outside).install().getFirst();
      assertThat(status.launcher()).isEqualTo(outside);
    }
    assertFires(git);
  }

  @Test
  void aMovedCheckoutKeepsItsHook() throws Exception {
    install(git);
    Path moved = folder.resolve("moved");
    Files.move(git.root(), moved);
    assertFires(git.at(moved));
  }

  @Test
  void aLauncherThatIsGoneIsNoPass() throws Exception {
    install(git);
    Files.delete(git.path("bin/ledger"));
    HookStatus status = status(git);
    assertThat(status.state()).isEqualTo(HookStatus.HookState.INSTALLED);
    assertThat(status.launcherRuns()).isFalse();
    git.write(LEDGER, "better\n");
    Scratch.Answer refused = git.tryGit("commit", "-m", "x", LEDGER);
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.output())
        .contains("cannot check the staged ledger/TASKS.md: ./bin/ledger is gone")
        .contains("hook install");
    git.write("other.txt", "two\n");
    git.git("commit", "-q", "-m", "the ledger is not part of it", "other.txt");
  }

  @Test
  void aLedgerOutsideOfTheCheckoutIsRefused() throws Exception {
    Path outside = Files.writeString(folder.resolve("TASKS.md"), "x");
    try (Checkout checkout = open(git)) {
      assertThatThrownBy(() -> Hooks.of(checkout, git.hooked(outside), git.path("bin/ledger")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is outside");
    }
  }

  private void assertFires(Scratch scratch) throws Exception {
    scratch.write(LEDGER, "bad " + System.nanoTime() + "\n");
    Scratch.Answer refused = scratch.tryGit("commit", "-m", "bad", LEDGER);
    assertThat(refused.output()).contains("called: check --staged");
    assertThat(refused.exit()).isNotZero();
    scratch.write(LEDGER, "better " + System.nanoTime() + "\n");
    assertThat(scratch.git("commit", "-m", "better", LEDGER)).contains("called: check --staged");
  }

  private Set<String> names() throws IOException {
    Path hooks = git.path(".git/hooks");
    if (!Files.exists(hooks, LinkOption.NOFOLLOW_LINKS)) {
      return Set.of();
    }
    try (var files = Files.list(hooks)) {
      return Set.copyOf(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private static HookStatus install(Scratch scratch) throws IOException {
    try (Checkout checkout = open(scratch)) {
      return hooks(scratch, checkout).install().getFirst();
    }
  }

  private static HookStatus uninstall(Scratch scratch) throws IOException {
    try (Checkout checkout = open(scratch)) {
      return hooks(scratch, checkout).uninstall().getFirst();
    }
  }

  private static HookStatus status(Scratch scratch) throws IOException {
    try (Checkout checkout = open(scratch)) {
      return hooks(scratch, checkout).status().getFirst();
    }
  }

  private static Hooks hooks(Scratch scratch, Checkout checkout) throws IOException {
    return Hooks.of(checkout, scratch.hooked(scratch.path(LEDGER)), scratch.path("bin/ledger"));
  }

  private static Checkout open(Scratch scratch) throws IOException {
    return Checkout.find(scratch.root(), Map.of()).orElseThrow();
  }
}
