package ledger.app.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.check.Priorities;
import ledger.document.Columns;
import ledger.document.State;
import ledger.document.edit.Change;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;

/** Sorts sections; equal rows keep the user's order. */
public final class SortTasks {
  private SortTasks() {}

  public static EditResult run(Session session, SortRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    List<State> states = new ArrayList<>();
    for (String word : request.states()) {
      states.add(workplace.state(word));
    }
    Change sort =
        new Change.Sort(
            states.isEmpty() ? workplace.layout().states() : states,
            request.by().isEmpty() ? List.of(Columns.PRIORITY) : request.by(),
            request.reverse());
    return Editing.run(workplace, draft -> plan(draft, sort), request.dryRun());
  }

  private static List<Effect> plan(Draft draft, Change sort)
      throws IOException, InvalidText, Refusal {
    draft.change(sort);
    List<Effect> effects = new ArrayList<>(List.of(new Effect.Sorted()));
    Priorities.unsorted(draft.ledger(), draft.workplace().layout())
        .forEach(problem -> effects.add(new Effect.OutOfOrder(problem)));
    return effects;
  }
}
