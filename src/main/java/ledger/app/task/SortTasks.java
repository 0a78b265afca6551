package ledger.app.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.app.edit.Draft;
import ledger.app.edit.EditResult;
import ledger.app.edit.Editing;
import ledger.app.edit.Effect;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.check.Priorities;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Table;
import ledger.document.edit.Change;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;

/** Sorts sections; equal rows keep the user's order. */
public final class SortTasks {
  private SortTasks() {}

  public static EditResult run(Session session, SortRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    List<State> named = new ArrayList<>();
    for (String word : request.states()) {
      named.add(workplace.state(word));
    }
    List<String> by = request.by();
    List<State> states = named.isEmpty() ? workplace.layout().states() : named;
    Change sort = new Change.Sort(states, by, request.reverse());
    return Editing.run(
        workplace,
        draft -> {
          List<Effect> effects = plan(draft, sort);
          for (State state : named) {
            sortable(
                draft.ledger(), state, by.isEmpty() ? workplace.layout().order(state.id()) : by);
          }
          return effects;
        },
        request.dryRun());
  }

  /** Refuses a section that was named, but has none of the columns. */
  private static void sortable(Ledger ledger, State state, List<String> by) throws Refusal {
    List<Table> tables = new Lookup(ledger).section(state).tables();
    if (by.stream().allMatch(column -> tables.stream().allMatch(t -> t.indexOf(column) < 0))) {
      throw new Refusal(
          "'%s' cannot be sorted by %s: it has no such column"
              .formatted(state.heading(), String.join(", ", by)),
          "--by names other columns");
    }
  }

  private static List<Effect> plan(Draft draft, Change sort)
      throws IOException, InvalidText, Refusal {
    draft.change(sort);
    List<Effect> effects = new ArrayList<>(List.of(new Effect.Sorted()));
    Priorities.unsorted(draft.ledger())
        .forEach(problem -> effects.add(new Effect.OutOfOrder(problem)));
    return effects;
  }
}
