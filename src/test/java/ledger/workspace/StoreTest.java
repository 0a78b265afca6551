package ledger.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files as one change, at every step where a process may die. */
class StoreTest {
  @TempDir Path folder;
  private final List<String> notices = new ArrayList<>();
  private Path ledger;
  private Path page;
  private Path journal;
  private Store store;

  @BeforeEach
  void create() throws IOException {
    folder = folder.toRealPath();
    ledger = folder.resolve("ledger/TASKS.md");
    page = folder.resolve("ledger/tasks/A-1.md");
    journal = folder.resolve(".ledger/journal");
    Files.createDirectories(ledger.getParent());
    Files.writeString(ledger, "old");
    store = new Store(Workspace.of(ledger), notice -> notices.add(notice.toString()));
  }

  /** The table and a page that was not there before. */
  private void change() throws IOException {
    store.change(
        "move A-1 start",
        () ->
            new Store.Result<>(
                List.of(
                    new FileChange(page, null, "page".getBytes(UTF_8)),
                    new FileChange(ledger, "old".getBytes(UTF_8), "new".getBytes(UTF_8))),
                0));
  }

  private void nothing() throws IOException {
    store.change("sort", () -> new Store.Result<>(List.of(), 0));
  }

  private static @Nullable String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : null;
  }

  private void assertNothingLeftOver() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.map(Path::toString).filter(f -> f.endsWith(".tmp") || f.endsWith(".pending")))
          .isEmpty();
    }
  }

  @Test
  void changesBothAndTakesBothBack() throws IOException {
    change();
    assertThat(text(ledger)).isEqualTo("new");
    assertThat(text(page)).isEqualTo("page");
    assertNothingLeftOver();
    assertThat(undo(1)).hasSize(1);
    assertThat(text(ledger)).isEqualTo("old");
    assertThat(page).doesNotExist();
    assertThat(undo(1)).isEmpty();
  }

  /** The entry of a change that was made, as if its process had died before the renames. */
  private void dieAtThePointOfNoReturn() throws IOException {
    change();
    Files.move(journal.resolve("000001"), journal.resolve("000001.pending"));
    Files.move(page, draft(page));
    Files.move(ledger, draft(ledger));
    Files.writeString(ledger, "old");
  }

  private static Path draft(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".000001.tmp");
  }

  @Test
  void afterADeathAtThePointOfNoReturnTheNextCommandFinishes() throws IOException {
    dieAtThePointOfNoReturn();
    nothing();
    assertThat(text(ledger)).isEqualTo("new");
    assertThat(text(page)).isEqualTo("page");
    assertThat(notices).containsExactly("Recovered[command=move A-1 start]");
    assertNothingLeftOver();
  }

  @Test
  void afterADeathBetweenTheTwoFilesTheNextCommandFinishes() throws IOException {
    dieAtThePointOfNoReturn();
    Files.move(draft(page), page);
    nothing();
    assertThat(text(ledger)).isEqualTo("new");
    assertThat(text(page)).isEqualTo("page");
    assertThat(notices).hasSize(1);
    assertNothingLeftOver();
    undo(1);
    assertThat(text(ledger)).isEqualTo("old");
    assertThat(page).doesNotExist();
  }

  @Test
  void afterADeathBeforeThePointOfNoReturnNothingIsLeft() throws IOException {
    dieAtThePointOfNoReturn();
    Path pending = journal.resolve("000001.pending");
    Files.move(pending.resolve("entry.json"), pending.resolve("plan.json"));
    nothing();
    assertThat(text(ledger)).isEqualTo("old");
    assertThat(page).doesNotExist();
    assertThat(notices).isEmpty();
    assertNothingLeftOver();
    assertThat(undo(1)).isEmpty();
  }

  @Test
  void aTornPlanIsRemoved() throws IOException {
    Path pending = Files.createDirectories(journal.resolve("000007.pending"));
    Files.writeString(pending.resolve("plan.json"), "{\"schema\":\"ledger-journal/1\",\"comm");
    nothing();
    assertThat(text(ledger)).isEqualTo("old");
    assertNothingLeftOver();
  }

  @Test
  void aDeathWhileAnOldEntryIsRemovedDoesNotStopUndo() throws IOException {
    change();
    Files.delete(journal.resolve("000001/entry.json"));
    assertThat(undo(1)).isEmpty();
    change2("newer");
    assertThat(undo(1)).hasSize(1);
    assertThat(text(ledger)).isEqualTo("new");
  }

  private void change2(String text) throws IOException {
    byte[] before = Files.readAllBytes(ledger);
    FileChange change = new FileChange(ledger, before, text.getBytes(UTF_8));
    store.change("edit", () -> new Store.Result<>(List.of(change), 0));
  }

  @Test
  void whatWasEditedByHandAfterACrashWins() throws IOException {
    dieAtThePointOfNoReturn();
    Files.writeString(ledger, "by hand");
    nothing();
    assertThat(text(ledger)).isEqualTo("by hand");
    assertNothingLeftOver();
  }

  @Test
  void undoRefusesWhatWasEditedSince() throws IOException {
    change();
    Files.writeString(ledger, "by hand");
    assertThatThrownBy(() -> undo(1)).isInstanceOf(EditedSince.class);
    assertThat(text(ledger)).isEqualTo("by hand");
    assertThat(text(page)).isEqualTo("page");
  }

  private List<String> undo(int count) throws IOException {
    return store.undo(count).commands();
  }

  @Test
  void severalAreTakenBackAtOnce() throws IOException {
    change();
    change2("newer");
    change2("newest");
    assertThat(store.undoing(3).files()).hasSize(2);
    assertThat(text(ledger)).isEqualTo("newest");
    assertThat(undo(2)).containsExactly("edit", "edit");
    assertThat(text(ledger)).isEqualTo("new");
    assertThat(undo(9)).isEmpty();
    assertThat(undo(1)).hasSize(1);
    assertThat(text(ledger)).isEqualTo("old");
    assertThat(page).doesNotExist();
    assertNothingLeftOver();
  }

  @Test
  void ofSeveralAllAreTakenBackOrNone() throws IOException {
    change();
    Files.writeString(ledger, "by hand");
    change2("newer");
    assertThatThrownBy(() -> undo(2))
        .isInstanceOfSatisfying(EditedSince.class, e -> assertThat(e.newer()).isEqualTo(1));
    assertThat(text(ledger)).isEqualTo("newer");
    assertThat(undo(1)).hasSize(1);
    assertThat(text(ledger)).isEqualTo("by hand");
  }

  @Test
  void aDeathBeforeWhatWasTakenBackIsForgottenDoesNotOfferItAgain() throws IOException {
    change();
    change2("newer");
    change2("newest");
    Path undo = Files.createDirectories(journal.resolve("000004.undone"));
    Files.writeString(
        undo.resolve("entry.json"),
        """
        {"schema":"ledger-journal/1","command":"ledger undo","files":[],"forget":["000003","000002"]}
        """);
    assertThat(store.undoable()).containsExactly("move A-1 start");
    assertThat(journal.resolve("000002")).as("reading removes nothing").exists();
    nothing();
    assertThat(journal.resolve("000002")).doesNotExist();
    assertThat(undo).doesNotExist();
  }

  @Test
  void followsALinkAndKeepsTheMode() throws IOException {
    Path real = folder.resolve("elsewhere/real.md");
    Files.createDirectories(real.getParent());
    Files.move(ledger, real);
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Path link = folder.resolve("elsewhere/link.md");
    Files.createSymbolicLink(link, Path.of("real.md"));
    Files.createSymbolicLink(ledger, link);
    change();
    assertThat(Files.isSymbolicLink(ledger)).isTrue();
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(text(real)).isEqualTo("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void workReadsUnderTheLock() throws IOException {
    store.change(
        "edit",
        () -> {
          Path lock = folder.resolve(".ledger/lock");
          try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            assertThatThrownBy(channel::tryLock)
                .isInstanceOf(java.nio.channels.OverlappingFileLockException.class);
          }
          return new Store.Result<>(List.of(), 0);
        });
  }

  @Test
  void keepsFiftyLevels() throws IOException {
    for (int i = 0; i < 53; i++) {
      change2("text " + i);
    }
    int back = 0;
    while (!undo(1).isEmpty()) {
      back++;
    }
    assertThat(back).isEqualTo(50);
    assertThat(text(ledger)).isEqualTo("text 2");
  }

  @Test
  void theSameCommandAfterAnInterruptionIsMadeOnce() throws IOException {
    dieAtThePointOfNoReturn();
    assertThatThrownBy(this::change)
        .isInstanceOf(FinishedNow.class)
        .hasMessageContaining("move A-1 start");
    assertThat(text(ledger)).isEqualTo("new");
    assertThat(store.undoable()).containsExactly("move A-1 start");
  }

  @Test
  void whatCannotBeFinishedIsTakenBack() throws IOException {
    dieAtThePointOfNoReturn();
    Files.move(draft(page), page);
    Files.delete(draft(ledger));
    nothing();
    assertThat(text(ledger)).isEqualTo("old");
    assertThat(page).doesNotExist();
    assertThat(notices).singleElement().asString().contains("TakenBack", "is gone");
    assertNothingLeftOver();
    assertThat(undo(1)).isEmpty();
  }

  @Test
  void whatHadFailedIsTakenBack() throws IOException {
    change();
    Path pending = journal.resolve("000001.pending");
    Files.move(journal.resolve("000001"), pending);
    Files.move(pending.resolve("entry.json"), pending.resolve("revert.json"));
    assertThat(store.undoable()).isEmpty();
    assertThat(text(ledger)).as("reading changes nothing").isEqualTo("new");
    nothing();
    assertThat(text(ledger)).isEqualTo("old");
    assertThat(page).doesNotExist();
    assertNothingLeftOver();
  }

  /** A file with hard links is written in place; the process dies in the middle. */
  @Test
  void whatWasHalfWrittenInPlaceIsCompleted() throws IOException {
    Files.writeString(ledger, "a long old text");
    Path other = Files.createLink(folder.resolve("other name"), ledger);
    change2("the new one");
    assertThat(notices).singleElement().asString().contains("HARD_LINKS");
    assertThat(text(other)).isEqualTo("the new one");
    Files.move(journal.resolve("000001"), journal.resolve("000001.pending"));
    Files.writeString(ledger, "the nld old text");
    nothing();
    assertThat(text(ledger)).as("a hand's edit").isEqualTo("the nld old text");
    Files.move(journal.resolve("000001"), journal.resolve("000001.pending"));
    Files.writeString(ledger, "the newold text");
    nothing();
    assertThat(text(other)).isEqualTo("the new one");
    undo(1);
    assertThat(text(other)).isEqualTo("a long old text");
    assertNothingLeftOver();
  }

  @Test
  void anEntryThatNamesSomethingElseIsLeftAlone() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "mine");
    Path pending = Files.createDirectories(journal.resolve("000001.pending"));
    for (String name :
        List.of("victim", "../x", "/etc/x", "ledger/.git/x", "ledger/tasks/../../victim")) {
      Files.writeString(
          pending.resolve("entry.json"),
          """
          {"schema":"ledger-journal/1","command":"x","files":[{"path":"%s","before":null,"after":null}],"forget":[]}
          """
              .formatted(name));
      notices.clear();
      nothing();
      assertThat(notices).singleElement().asString().contains("NotObeyed", name);
      assertThat(pending).exists();
    }
    assertThat(victim).hasContent("mine");
    change();
    assertThat(undo(1)).containsExactly("move A-1 start");
  }

  @Test
  void whatAnEarlierVersionWroteIsLeftAlone() throws IOException {
    Files.createDirectories(journal.resolve("000001"));
    Files.writeString(journal.resolve("000001/entry"), "ledger sort\n");
    change();
    assertThat(undo(2)).isEmpty();
    assertThat(undo(1)).hasSize(1);
    notices.clear();
    assertThat(undo(1)).isEmpty();
    assertThat(notices).singleElement().asString().contains("NotObeyed", "earlier version");
    assertThat(journal.resolve("000001")).exists();
  }

  @Test
  void anyTextOfACommandSurvives() throws IOException {
    String odd = "edit 'a\r\nb\tc\u0000d\u2028\"\\'";
    byte[] before = Files.readAllBytes(ledger);
    FileChange change = new FileChange(ledger, before, "new".getBytes(UTF_8));
    store.change(odd, () -> new Store.Result<>(List.of(change), 0));
    assertThat(undo(1)).containsExactly(odd);
    assertThat(text(ledger)).isEqualTo("old");
  }
}
