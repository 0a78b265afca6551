package ledger.app.git.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.PastLedger;
import ledger.app.session.Workplace;
import ledger.document.TaskId;
import ledger.document.page.Transition;
import ledger.git.Checkout;
import ledger.git.history.History;

/**
 * States and days of tasks as git's commits have them, even from before the pages had histories.
 *
 * @param states oldest first
 * @param shallow whether older commits are missing from this clone
 */
public record CommittedStates(Map<TaskId, List<Transition>> states, boolean shallow) {
  public static CommittedStates read(Workplace workplace) throws IOException, Failure {
    PastLedger past = new PastLedger(workplace.session(), workplace.workspace());
    try (Checkout checkout = past.checkout()) {
      String path = PastLedger.path(checkout, workplace.workspace().ledger());
      History history = History.read(checkout, path, workplace.layout());
      return new CommittedStates(history.transitions(), history.shallow());
    }
  }

  /** What git has from before the page's first entry, then the page's own. */
  public List<Transition> before(TaskId id, List<Transition> own) {
    return filled(own, states.getOrDefault(id, List.of()));
  }

  public static List<Transition> filled(List<Transition> own, List<Transition> committed) {
    List<Transition> filled = new ArrayList<>();
    Optional<Transition> first = own.stream().findFirst();
    for (Transition step : committed) {
      boolean older =
          first.isEmpty()
              || step.date().isBefore(first.get().date())
              || (step.date().equals(first.get().date())
                  && !step.state().equals(first.get().state()));
      if (!older) {
        break;
      }
      filled.add(step);
    }
    // The page is written before the commit, so the same step may have a later day in git.
    if (first.isPresent()
        && !filled.isEmpty()
        && filled.getLast().state().equals(first.get().state())) {
      filled.removeLast();
    }
    filled.addAll(own);
    return List.copyOf(filled);
  }
}
