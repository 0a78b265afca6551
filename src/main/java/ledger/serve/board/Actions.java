package ledger.serve.board;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ledger.app.App;
import ledger.app.edit.CommandText;
import ledger.app.edit.EditResult;
import ledger.app.edit.Effect;
import ledger.app.edit.EffectWords;
import ledger.app.edit.NotVerified;
import ledger.app.edit.RowsChanged;
import ledger.app.ledger.UndoResult;
import ledger.app.results.VerifyMode;
import ledger.app.results.VerifyRequest;
import ledger.app.runs.Runs;
import ledger.app.session.ExpectedRow;
import ledger.app.session.Failure;
import ledger.app.session.FileDiff;
import ledger.app.session.InvalidFiles;
import ledger.app.task.AddRequest;
import ledger.app.task.EditRequest;
import ledger.app.task.EditRequest.CellText;
import ledger.app.task.MoveRequest;
import ledger.app.task.RemoveRequest;
import ledger.document.Columns;
import ledger.document.Task;
import ledger.document.edit.Change;
import ledger.evidence.words.ReasonWords;
import ledger.serve.Reply;
import ledger.serve.board.Models.BothTexts;
import ledger.text.Visible;
import org.jspecify.annotations.Nullable;

/** What a form asks for: each is one call of {@link App}, and nothing else. */
final class Actions {
  private static final String CELL = "cell:";

  private final App app;
  private final BoardPages pages;
  private final Hub hub;
  private final Runs runs;
  private final String root;
  private final Function<Path, String> shown;

  /**
   * @param shown a path as the user would write it
   */
  Actions(
      App app, BoardPages pages, Hub hub, Runs runs, String root, Function<Path, String> shown) {
    this.app = app;
    this.pages = pages;
    this.hub = hub;
    this.runs = runs;
    this.root = root;
    this.shown = shown;
  }

  private static List<ExpectedRow> expected(Form form) throws Failure {
    if (form.text("id").isEmpty() || form.text("digest").isEmpty()) {
      throw Failure.wrongRequest("the form does not say which row it was made from", null);
    }
    return List.of(new ExpectedRow(form.text("id"), form.text("digest")));
  }

  private static boolean isDry(Form form) {
    return form.has("dry");
  }

  Reply move(Form form) throws IOException, InvalidFiles, Failure {
    String before = form.textOrNull("before");
    String after = form.textOrNull("after");
    MoveRequest.Placing placing =
        before != null
            ? new MoveRequest.Placing(Change.Spot.BEFORE, before)
            : after != null ? new MoveRequest.Placing(Change.Spot.AFTER, after) : null;
    MoveRequest request =
        new MoveRequest(
            List.of(form.text("id")),
            form.textOrNull("to"),
            placing,
            List.of(),
            null,
            form.textOrNull("waive") == null ? null : Form.line(form.text("waive")),
            isDry(form));
    String command = CommandText.of(request);
    try {
      return edited(form, command, app.expecting(command, expected(form)).move(request));
    } catch (Failure e) {
      if (e.reason() instanceof NotVerified gate) {
        return gate(form, command, gate);
      }
      return changedMeanwhile(form, command, e, Map.of());
    }
  }

  private Reply gate(Form form, String command, NotVerified gate)
      throws IOException, InvalidFiles, Failure {
    Task task = app.show(gate.task().value(), null).task();
    boolean measurable = !app.board().task(gate.task().value()).evidence().experiments().isEmpty();
    return pages.page(
        409,
        "gate",
        new Models.GateModel(
            pages.frame("Done needs evidence", false),
            gate.task().value(),
            Visible.line(task.title()),
            form.text("digest"),
            Visible.line(ReasonWords.of(gate.evidence())),
            measurable,
            command));
  }

  Reply edit(Form form) throws IOException, InvalidFiles, Failure {
    Task now = app.show(form.text("id"), null).task();
    Map<String, String> wanted = new LinkedHashMap<>();
    form.fields()
        .forEach(
            (name, values) -> {
              if (name.startsWith(CELL)) {
                wanted.put(name.substring(CELL.length()), Form.line(values.getFirst()));
              }
            });
    List<CellText> cells = new ArrayList<>();
    wanted.forEach(
        (column, text) -> {
          if (!now.text(column).equals(text)) {
            cells.add(new CellText(column, text));
          }
        });
    EditRequest request = new EditRequest(List.of(form.text("id")), cells, List.of(), isDry(form));
    String command = CommandText.of(request);
    try {
      return edited(form, command, app.expecting(command, expected(form)).edit(request));
    } catch (Failure e) {
      return changedMeanwhile(form, command, e, wanted);
    }
  }

  /** Both rows, where somebody changed it after the form was made. */
  private Reply changedMeanwhile(
      Form form, String command, Failure failure, Map<String, String> wanted)
      throws IOException, Failure {
    if (!(failure.reason() instanceof RowsChanged changed)) {
      throw failure;
    }
    Task theirs = changed.rows().getFirst();
    List<BothTexts> rows = new ArrayList<>();
    rows.add(new BothTexts("State", "", theirs.state().heading(), false));
    theirs
        .values()
        .forEach(
            (column, text) -> {
              String yours = wanted.getOrDefault(column, text);
              rows.add(
                  new BothTexts(
                      column, Visible.line(yours), Visible.line(text), !yours.equals(text)));
            });
    return pages.page(
        409,
        "conflict",
        new Models.ConflictModel(
            pages.frame("Changed meanwhile", false),
            form.text("id"),
            ExpectedRow.digest(theirs),
            command,
            rows));
  }

  Reply add(Form form) throws IOException, InvalidFiles, Failure {
    List<CellText> cells = new ArrayList<>();
    for (String column :
        List.of(Columns.TITLE, Columns.DESCRIPTION, Columns.PRIORITY, Columns.OWNER)) {
      String text = Form.line(form.text(CELL + column));
      if (!text.isEmpty()) {
        cells.add(new CellText(column, text));
      }
    }
    AddRequest request = new AddRequest(form.text("to"), null, cells, false, isDry(form));
    String command = CommandText.of(request);
    return edited(form, command, app.expecting(command, List.of()).add(request));
  }

  Reply remove(Form form) throws IOException, InvalidFiles, Failure {
    RemoveRequest request =
        new RemoveRequest(List.of(form.text("id")), Form.line(form.text("reason")), isDry(form));
    String command = CommandText.of(request);
    try {
      return edited(form, command, app.expecting(command, expected(form)).remove(request));
    } catch (Failure e) {
      return changedMeanwhile(form, command, e, Map.of());
    }
  }

  Reply undo(Form form) throws IOException, InvalidFiles, Failure {
    List<String> known = app.undoable();
    if (known.isEmpty() || !Visible.line(known.getFirst()).equals(form.text("expected"))) {
      throw Failure.no(
          known.isEmpty()
              ? "there is nothing to undo any more"
              : "the last command is another one by now: " + known.getFirst(),
          "go back to the board and look again");
    }
    UndoResult result = app.expecting("ledger undo", List.of()).undo(1, isDry(form));
    UndoResult.Obstacle obstacle = result.obstacle();
    if (obstacle != null) {
      throw Failure.no(
          obstacle.file() + " was edited after '" + known.getFirst() + "'; nothing was undone",
          "'ledger undo' in a terminal shows what would be lost");
    }
    return result(form, "ledger undo", "Undone", List.of(), result.files());
  }

  Reply verify(Form form) throws IOException, InvalidFiles, Failure {
    VerifyRequest request =
        new VerifyRequest(
            List.of(form.text("id")),
            List.of(),
            form.has("again") ? VerifyMode.ALL : VerifyMode.NEEDED,
            null,
            false,
            false,
            true);
    return seen("run/" + runs.start(request).handle());
  }

  Reply cancel(Form form) throws Failure {
    return seen("run/" + runs.cancel(form.text("run")).handle());
  }

  private Reply seen(String path) {
    return Reply.text(303, "").with("Location", root + path);
  }

  private Reply edited(Form form, String command, EditResult result) throws IOException {
    List<String> notes = new ArrayList<>();
    String id = form.textOrNull("id");
    for (Effect effect : result.effects()) {
      EffectWords.done(effect, shown).forEach(line -> notes.add(line.strip()));
      EffectWords.note(effect, shown).ifPresent(notes::add);
      if (effect instanceof Effect.Added added) {
        id = added.id().value();
      }
    }
    if (!result.changed()) {
      notes.add("Nothing to change; nothing was written");
    }
    boolean gone = result.effects().stream().anyMatch(Effect.Removed.class::isInstance);
    return result(form, command, "Done", notes, result.files(), gone ? null : id);
  }

  private Reply result(
      Form form, String command, String heading, List<String> notes, List<FileDiff> files)
      throws IOException {
    return result(form, command, heading, notes, files, null);
  }

  private Reply result(
      Form form,
      String command,
      String heading,
      List<String> notes,
      List<FileDiff> files,
      @Nullable String task)
      throws IOException {
    if (!isDry(form)) {
      hub.changed();
    }
    return pages.page(
        200,
        "result",
        new Models.ResultModel(
            pages.frame(heading, false),
            isDry(form) ? "This is what it would change" : heading,
            Visible.line(command),
            notes.stream().map(Visible::line).toList(),
            files.stream().map(Differences::of).toList(),
            task));
  }
}
