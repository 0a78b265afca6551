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
    store =
        new Store(
            Workspace.of(ledger),
            new Store.Notices() {
              @Override
              public void waiting() {
                notices.add("waiting");
              }

              @Override
              public void recovered(String command) {
                notices.add("recovered: " + command);
              }
            });
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
    for (String line : Files.readAllLines(journal.resolve("000001.pending/entry"))) {
      String[] parts = line.split("\t");
      if (parts.length == 4) {
        Path file = Path.of(java.net.URI.create(parts[0]));
        Files.move(file, Path.of(java.net.URI.create(parts[3])));
      }
    }
    Files.writeString(ledger, "old");
  }

  @Test
  void afterADeathAtThePointOfNoReturnTheNextCommandFinishes() throws IOException {
    dieAtThePointOfNoReturn();
    nothing();
    assertThat(text(ledger)).isEqualTo("new");
    assertThat(text(page)).isEqualTo("page");
    assertThat(notices).containsExactly("recovered: move A-1 start");
    assertNothingLeftOver();
  }

  @Test
  void afterADeathBetweenTheTwoFilesTheNextCommandFinishes() throws IOException {
    dieAtThePointOfNoReturn();
    Files.move(temporary(page), page);
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
    Files.move(pending.resolve("entry"), pending.resolve("plan"));
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
    Files.writeString(pending.resolve("plan"), "move A-1 start\nfile:///x\tab");
    nothing();
    assertThat(text(ledger)).isEqualTo("old");
    assertNothingLeftOver();
  }

  @Test
  void aDeathWhileAnOldEntryIsRemovedDoesNotStopUndo() throws IOException {
    change();
    Files.delete(journal.resolve("000001/entry"));
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
    return store.undo(count, false).commands();
  }

  @Test
  void severalAreTakenBackAtOnce() throws IOException {
    change();
    change2("newer");
    change2("newest");
    assertThat(store.undo(9, true).files()).hasSize(2);
    assertThat(text(ledger)).isEqualTo("newest");
    assertThat(undo(2)).containsExactly("edit", "edit");
    assertThat(text(ledger)).isEqualTo("new");
    assertThat(undo(9)).hasSize(1);
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
    Path undo = Files.createDirectories(journal.resolve("000004"));
    Files.writeString(undo.resolve("entry"), "undo\n");
    Files.writeString(undo.resolve("forget"), "000003\n000002");
    assertThat(store.undoable()).containsExactly("move A-1 start");
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

  private static Path temporary(Path file) throws IOException {
    try (Stream<Path> all = Files.list(file.getParent())) {
      return all.filter(f -> f.toString().endsWith(".tmp")).findFirst().orElseThrow();
    }
  }
}
