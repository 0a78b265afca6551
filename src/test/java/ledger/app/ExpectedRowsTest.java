package ledger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import ledger.app.edit.RowsChanged;
import ledger.app.session.ExpectedRow;
import ledger.app.session.Failure;
import ledger.app.session.Session;
import ledger.app.task.EditRequest;
import ledger.app.task.EditRequest.CellText;
import ledger.app.task.MoveRequest;
import ledger.app.task.RemoveRequest;
import ledger.document.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits that are made from a row as somebody read it. */
class ExpectedRowsTest {
  @TempDir Path folder;
  private Path file;
  private App app;

  @BeforeEach
  void open() throws Exception {
    file = Files.createDirectories(folder.resolve("ledger")).resolve("TASKS.md");
    Files.copy(Path.of("src/test/resources/seed/TASKS.md"), file);
    app = new App(new Session(folder, null, Map.of(), Clock.systemUTC(), "", notice -> {}));
  }

  @Test
  void anEditOfTheRowAsItIsIsMade() throws Exception {
    assertThat(expecting("MLX-001").edit(owner("Ada")).changed()).isTrue();
    assertThat(row("MLX-001").text("Owner")).isEqualTo("Ada");
    assertThat(app.undoable()).first().isEqualTo("ledger edit MLX-001 --owner Ada");
  }

  @Test
  void somebodysEditMeanwhileIsNeverOverwritten() throws Exception {
    App made = expecting("MLX-001");
    app.edit(owner("Bo"));
    String theirs = Files.readString(file);

    Failure edit = catchThrowableOfType(Failure.class, () -> made.edit(owner("Ada")));
    assertThat(edit).hasMessage("MLX-001 changed after it was read; nothing was written");
    assertThat(edit.reason())
        .isInstanceOfSatisfying(
            RowsChanged.class,
            changed ->
                assertThat(changed.rows())
                    .singleElement()
                    .satisfies(now -> assertThat(now.text("Owner")).isEqualTo("Bo")));
    MoveRequest move =
        new MoveRequest(List.of("MLX-001"), "start", null, List.of(), null, null, false);
    assertThat(catchThrowableOfType(Failure.class, () -> made.move(move))).isNotNull();
    RemoveRequest remove = new RemoveRequest(List.of("MLX-001"), "", false);
    assertThat(catchThrowableOfType(Failure.class, () -> made.remove(remove))).isNotNull();
    assertThat(Files.readString(file)).isEqualTo(theirs);
  }

  @Test
  void aTaskThatIsGoneIsSaidToBeUnknown() throws Exception {
    App made = expecting("MLX-001");
    app.remove(new RemoveRequest(List.of("MLX-001"), "", false));
    assertThat(catchThrowableOfType(Failure.class, () -> made.edit(owner("Ada"))))
        .hasMessageContaining("MLX-001");
  }

  @Test
  void paddingAndPlaceDoNotCountStateAndTextsDo() throws Exception {
    String before = digest("MLX-001");
    Files.writeString(
        file, "<!-- above -->\n" + Files.readString(file).replace("| MLX-001 |", "|  MLX-001   |"));
    assertThat(digest("MLX-001")).isEqualTo(before).matches("[0-9a-f]{16}");
    app.move(new MoveRequest(List.of("MLX-001"), "start", null, List.of(), null, null, false));
    assertThat(digest("MLX-001")).isNotEqualTo(before);
  }

  private App expecting(String id) throws Exception {
    return app.expecting(
        "ledger edit " + id + " --owner Ada", List.of(new ExpectedRow(id, digest(id))));
  }

  private static EditRequest owner(String name) {
    return new EditRequest(
        List.of("MLX-001"), List.of(new CellText("Owner", name)), List.of(), false);
  }

  private Task row(String id) throws Exception {
    return app.show(id, null).task();
  }

  private String digest(String id) throws Exception {
    return ExpectedRow.digest(row(id));
  }
}
