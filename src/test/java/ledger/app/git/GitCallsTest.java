package ledger.app.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.App;
import ledger.app.git.history.ChangesRequest;
import ledger.app.git.history.ChangesResult;
import ledger.app.git.history.DiffRequest;
import ledger.app.git.history.DiffResult;
import ledger.app.git.history.LogRequest;
import ledger.app.git.history.LogResult;
import ledger.app.git.merge.MergeDriverRequest;
import ledger.app.git.merge.MergeDriverResult;
import ledger.app.git.merge.MergeRequest;
import ledger.app.git.merge.MergeResult;
import ledger.app.git.merge.MergeSource;
import ledger.app.session.Failure;
import ledger.app.session.FileDiff;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.TaskChange;
import ledger.document.TaskId;
import ledger.git.Checkout;
import ledger.git.Scratch;
import ledger.git.hook.HookProbe;
import ledger.git.hook.HookStatus;
import ledger.merge.Renumbering;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What works with git, called as any surface calls it: the answers are data, not words. */
class GitCallsTest {
  private static final String ONE = "| T-1 | One | High |\n";
  private static final String TWO = "| T-2 | Two | Low |\n";
  private static final String BASE =
      "# Work\n\n## Backlog\n| ID | Title | Priority |\n|--|--|--|\n"
          + ONE
          + TWO
          + "\n## Done\n| ID | Title |\n|--|--|\n";
  private static final String DONE = BASE.replace(ONE, "") + "| T-1 | One |\n";

  @TempDir Path folder;
  private Scratch git;

  @BeforeEach
  void create() throws Exception {
    git = Scratch.create(folder, "a checkout");
    commit(BASE, "2025-01-02T10:00:00Z");
    git.git("branch", "side");
  }

  @Test
  void theLogHasCommitsWithTheirChanges() throws Exception {
    commit(DONE, "2025-03-04T10:00:00Z");
    LogResult all = app().history().log(new LogRequest(null, false, 9));
    assertThat(all.commits()).hasSize(2);
    assertThat(all.commits().getFirst().changes())
        .extracting(TaskChange::id, TaskChange::kind)
        .containsExactly(tuple(id("T-1"), TaskChange.ChangeKind.MOVED));
    assertThat(app().history().log(new LogRequest(null, false, 1)).commits())
        .isEqualTo(all.commits().subList(0, 1));
    assertThat(app().history().log(new LogRequest("t-2", false, 9)).commits()).hasSize(1);
    assertThat(all.shallow()).isFalse();
  }

  @Test
  void aShallowCloneIsReportedAsOne() throws Exception {
    commit(DONE, "2025-03-04T10:00:00Z");
    git.git("clone", "-q", "--no-local", "--depth", "1", ".", "shallow");
    assertThat(app(git.path("shallow")).history().log(new LogRequest(null, false, 9)).shallow())
        .isTrue();
  }

  @Test
  void aRevisionWithoutTheLedgerIsNamed() throws Exception {
    git.git("checkout", "-q", "--orphan", "empty");
    git.git("rm", "-rqf", ".");
    git.git("commit", "-qm", "nothing", "--allow-empty");
    git.git("checkout", "-q", "main");
    DiffResult diff = app().history().diff(new DiffRequest("empty", "main"));
    assertThat(diff.without()).containsExactly("empty");
    assertThat(diff.changes())
        .extracting(TaskChange::kind)
        .containsOnly(TaskChange.ChangeKind.ADDED);
    assertThat(app().history().diff(new DiffRequest("main", null)).without()).isEmpty();
  }

  @Test
  void changesCountFromACommitOrADay() throws Exception {
    String first = git.git("rev-parse", "HEAD").strip();
    commit(DONE, "2025-03-04T10:00:00Z");
    ChangesResult since = app().history().changes(new ChangesRequest("HEAD~1"));
    assertThat(since.since()).isEqualTo(first);
    assertThat(since.diff().changes()).extracting(TaskChange::id).containsExactly(id("T-1"));
    ChangesResult all = app().history().changes(new ChangesRequest("2020-01-01"));
    assertThat(all.since()).isNull();
    assertThat(all.diff().changes()).hasSize(2);
    ChangesResult none = app().history().changes(new ChangesRequest("2038-01-01"));
    assertThat(none.since()).isEqualTo(git.git("rev-parse", "HEAD").strip());
    assertThat(none.diff().changes()).isEmpty();
  }

  @Test
  void aBackfillShowsBeforeItWrites() throws Exception {
    List<FileDiff> shown = app().history().backfill(true).pages();
    assertThat(shown)
        .extracting(FileDiff::path)
        .containsExactly("ledger/tasks/T-1.md", "ledger/tasks/T-2.md");
    assertThat(git.path("ledger/tasks")).doesNotExist();
    assertThat(app().history().backfill(false).pages()).isEqualTo(shown);
    assertThat(git.path("ledger/tasks/T-1.md")).hasContent(shown.getFirst().after());
    assertThat(app().history().backfill(false).pages()).isEmpty();
  }

  @Test
  void aMergeReportsChangesConflictsAndNewIds() throws Exception {
    git.git("switch", "-q", "side");
    commit(
        BASE.replace("One", "Theirs").replace(TWO, TWO + "| T-3 | New | Low |\n"),
        "2025-02-02T10:00:00Z");
    git.git("switch", "-q", "main");
    commit(
        BASE.replace("One", "Ours").replace(TWO, TWO + "| T-3 | Mine | Low |\n"),
        "2025-02-01T10:00:00Z");
    MergeRequest rehearsed = new MergeRequest(new MergeSource.OtherCommit("side"), true);
    MergeResult would = app().merge(rehearsed);
    assertThat(git.git("status", "--porcelain", "-uno")).isEmpty();
    MergeResult done = app().merge(new MergeRequest(rehearsed.source(), false));
    assertThat(done).isEqualTo(would);
    assertThat(done.isClean()).isFalse();
    assertThat(done.conflicts())
        .extracting(conflict -> conflict.note().subject())
        .containsExactly("T-1 Title");
    assertThat(done.renumbered()).containsExactly(new Renumbering(id("T-3"), id("T-4"), true));
    assertThat(done.files()).extracting(FileDiff::path).containsExactly("ledger/TASKS.md");
    assertThat(git.path("ledger/TASKS.md")).hasContent(done.files().getFirst().after());
  }

  @Test
  void whatIsInTheWayHasAName() throws Exception {
    assertThat(reason(() -> app().merge(repair("HEAD")))).isEqualTo(GitFailureReason.NOT_A_MERGE);
    assertThat(reason(() -> app().ci(ci(null, null)))).isEqualTo(GitFailureReason.TOOL_ELSEWHERE);
    Path output = git.path("ci.yml");
    assertThat(app().ci(ci("a/b", output)).written()).isEqualTo(output);
    assertThat(reason(() -> app().ci(ci("a/b", output)))).isEqualTo(GitFailureReason.FILE_EXISTS);

    git.git("switch", "-q", "side");
    commit(DONE, "2025-02-02T10:00:00Z");
    git.git("switch", "-q", "main");
    git.git("merge", "-q", "--no-ff", "--no-commit", "side");
    MergeRequest other = new MergeRequest(new MergeSource.OtherCommit("side"), true);
    assertThat(reason(() -> app().merge(other))).isEqualTo(GitFailureReason.MERGE_IN_PROGRESS);
    assertThat(app().merge(new MergeRequest(new MergeSource.GitMerge(), true)).isClean()).isTrue();
  }

  @Test
  void aDriverThatCannotMergeByTasksSaysWhy() throws Exception {
    Path base = Files.writeString(folder.resolve("base"), BASE);
    Path ours = Files.writeString(folder.resolve("ours"), DONE);
    Path theirs = Files.writeString(folder.resolve("theirs"), BASE + "| T-9 | a | b | c |\n");
    MergeDriverRequest request =
        new MergeDriverRequest(base, ours, theirs, Path.of("ledger/TASKS.md"));
    assertThat(app().mergeDriver(request))
        .isInstanceOfSatisfying(
            MergeDriverResult.ByLines.class,
            byLines -> assertThat(byLines.reason()).contains("their side cannot be read"));
    assertThat(ours).content().contains("| T-9 | a | b | c |");

    Files.write(theirs, new byte[] {(byte) 0xff});
    byte[] before = Files.readAllBytes(ours);
    assertThat(app().mergeDriver(request)).isInstanceOf(MergeDriverResult.Unreadable.class);
    assertThat(ours).hasBinaryContent(before);
  }

  @Test
  void hooksAreReportedOneByOneAndLeftToAToolThatManagesThem() throws Exception {
    Path launcher = git.script("bin/ledger", "#!/bin/sh\n");
    HookStatusResult before = app().hook().status(launcher);
    assertThat(before.works()).isFalse();
    assertThat(before.hooks())
        .extracting(hook -> hook.status().state(), TriedHook::firing)
        .containsOnly(tuple(HookStatus.HookState.ABSENT, HookProbe.Firing.UNKNOWN));
    assertThat(app().hook().install(new HookInstallRequest(launcher, false, false)))
        .isInstanceOfSatisfying(
            HookInstallResult.HooksInstalled.class,
            installed -> assertThat(installed.status().works()).isTrue());
    assertThat(app().hook().uninstall(launcher).hooks()).isEqualTo(before.hooks());

    git.write("lefthook.yml", "");
    assertThat(app().hook().install(new HookInstallRequest(launcher, false, false)))
        .isInstanceOfSatisfying(
            HookInstallResult.LeftToFramework.class,
            left -> assertThat(left.name()).isEqualTo("lefthook"));
    assertThat(app().hook().status(launcher).hooks()).isEqualTo(before.hooks());
  }

  @Test
  void theFixOfWhatIsStagedSaysThatTheFileWasKept() throws Exception {
    String unsorted = BASE.replace(ONE + TWO, TWO + ONE);
    git.write("ledger/TASKS.md", unsorted);
    git.git("add", ".");
    git.write("ledger/TASKS.md", unsorted + "\nMore.\n");
    try (Checkout checkout = Checkout.find(git.root(), Map.of()).orElseThrow()) {
      StagedFixResult fixed =
          new StagedFix(Workplace.open(session(git.root()))).run(checkout, false);
      assertThat(fixed.fileKept()).isTrue();
      assertThat(fixed.staged()).containsExactly(new FileDiff("ledger/TASKS.md", unsorted, BASE));
    }
    assertThat(git.git("show", ":ledger/TASKS.md")).isEqualTo(BASE);
    assertThat(git.path("ledger/TASKS.md")).hasContent(unsorted + "\nMore.\n");
  }

  private interface Call {
    void run() throws Exception;
  }

  private static Failure.FailureReason reason(Call call) {
    Failure failure = catchThrowableOfType(Failure.class, call::run);
    return Optional.ofNullable(failure.reason()).orElseThrow();
  }

  private static MergeRequest repair(String commit) {
    return new MergeRequest(new MergeSource.RepairedCommit(commit, null), true);
  }

  private static CiRequest ci(String tool, Path output) {
    return new CiRequest(CiForge.GITHUB, List.of(), "main", tool, null, null, output);
  }

  private static TaskId id(String text) {
    return new TaskId(text);
  }

  private App app() {
    return app(git.root());
  }

  private static App app(Path at) {
    return new App(session(at));
  }

  private static Session session(Path at) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    return new Session(at, null, Map.of(), clock, "a test", notice -> {});
  }

  private void commit(String text, String when) throws Exception {
    git.write("ledger/TASKS.md", text);
    git.write(".gitignore", ".ledger/\n");
    git.git("add", ".");
    git.git("commit", "-qm", "work", "--date", when);
  }
}
