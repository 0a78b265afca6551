package ledger.app.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.app.edit.Draft;
import ledger.app.edit.EditResult;
import ledger.app.edit.Editing;
import ledger.app.edit.Effect;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.app.task.EditRequest.CellText;
import ledger.document.Task;
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
    Map<String, String> cells = CellText.byColumn(request.cells());
    Map<String, String> appended = CellText.byColumn(request.appended());
    return Editing.run(
        Workplace.open(session),
        draft -> plan(draft, request.ids(), cells, appended),
        request.dryRun());
  }

  private static List<Effect> plan(
      Draft draft, List<String> words, Map<String, String> cells, Map<String, String> appended)
      throws IOException, InvalidText, Refusal {
    List<Effect> effects = new ArrayList<>();
    for (Task task : Lookup.named(draft.before(), words)) {
      effects.addAll(draft.setCells(task, cells, appended));
    }
    return effects;
  }
}
