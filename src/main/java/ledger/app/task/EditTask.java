package ledger.app.task;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Columns;
import ledger.document.Task;
import ledger.document.edit.Change;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;

/** Sets cells of tasks; a new priority moves the row to its place. */
public final class EditTask {
  private EditTask() {}

  public static EditResult run(Session session, EditRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    if (request.cells().isEmpty() && request.appended().isEmpty()) {
      throw Failure.wrongRequest(
          "nothing to change", "name a cell, such as --priority High or --set 'Notes=…'");
    }
    return Editing.run(Workplace.open(session), draft -> plan(draft, request), request.dryRun());
  }

  private static List<Effect> plan(Draft draft, EditRequest request)
      throws IOException, InvalidText, Refusal {
    Set<Effect> effects = new LinkedHashSet<>();
    Set<Effect> carried = new LinkedHashSet<>();
    for (String id : request.ids()) {
      Task task = Lookup.task(draft.ledger(), id);
      draft.change(new Change.SetCells(task.id(), request.cells(), request.appended()));
      if (request.cells().containsKey(Columns.PRIORITY)) {
        draft.change(new Change.Sort(List.of(task.state())));
      }
      effects.add(new Effect.CellsSet(task.id()));
      for (Set<String> set : List.of(request.cells().keySet(), request.appended().keySet())) {
        carried.addAll(draft.carriedOver(task.id(), task.state(), task.columns(), set));
      }
    }
    effects.addAll(carried);
    return List.copyOf(effects);
  }
}
