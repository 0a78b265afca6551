package ledger.app.task;

import java.io.IOException;
import java.util.List;
import ledger.app.edit.Draft;
import ledger.app.edit.EditResult;
import ledger.app.edit.Editing;
import ledger.app.edit.Effect;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.app.task.EditRequest.CellText;
import ledger.document.Columns;
import ledger.document.edit.Refusal;
import ledger.document.work.Ready;
import ledger.text.InvalidText;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * What could be begun now, and beginning it: chosen and moved in one step, so that two who ask at
 * once never get the same task.
 */
public final class NextTask {
  private NextTask() {}

  public static Ready ready(Session session, @Nullable String owner)
      throws IOException, InvalidText, InvalidFiles, Failure {
    return Ready.of(Workplace.open(session).ledger(), owner);
  }

  /**
   * Begins the first task that is ready.
   *
   * @throws Failure if none is ready, or if as many are begun as the limit lets
   */
  public static EditResult start(Session session, NextRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    return Editing.run(workplace, draft -> start(workplace, draft, request), request.dryRun());
  }

  private static List<Effect> start(Workplace workplace, Draft draft, NextRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Ready ready = Ready.of(draft.before(), request.owner());
    String state = ready.state().heading();
    if (!ready.hasRoom()) {
      throw Failure.no(
          "%s has %s, and its limit is %s"
              .formatted(state, Numbers.count(ready.begun(), "task", "tasks"), ready.limit()),
          "finish one of them first; 'ledger move' does not ask for the limit");
    }
    if (ready.tasks().isEmpty()) {
      throw Failure.no(
          "no task is ready",
          ready.waiting() == 0
              ? "'ledger add' adds one"
              : Numbers.count(ready.waiting(), "task waits", "tasks wait")
                  + " for others that are not done; 'ledger list' shows them");
    }
    String owner = request.owner();
    List<CellText> cells = owner == null ? List.of() : List.of(new CellText(Columns.OWNER, owner));
    String id = ready.tasks().getFirst().id().value();
    return MoveTask.plan(
        workplace,
        draft,
        new MoveRequest(
            List.of(id), ready.state().id(), null, cells, null, null, request.dryRun()));
  }
}
