package ledger.app.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.cli.LedgerCommand;
import ledger.cli.git.GitCommand;
import ledger.document.TaskId;
import ledger.document.page.Transition;
import ledger.git.Checkout;
import ledger.git.history.History;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;

/**
 * States and days of tasks as git's commits tell them, also from before the pages had histories.
 *
 * @param states oldest first
 * @param shallow whether older commits are missing from this clone
 */
public record ToldHistory(Map<TaskId, List<Transition>> states, boolean shallow) {
  public static ToldHistory read(LedgerCommand command, Workspace workspace, Settings settings)
      throws IOException, Failure {
    try (Checkout checkout = GitCommand.checkout(command, workspace)) {
      History history =
          History.read(checkout, GitCommand.path(checkout, workspace.ledger()), settings.layout());
      return new ToldHistory(history.transitions(), history.shallow());
    }
  }

  /** What git tells from before the page's first entry, then the page's own. */
  public List<Transition> before(TaskId id, List<Transition> own) {
    return filled(own, states.getOrDefault(id, List.of()));
  }

  public static List<Transition> filled(List<Transition> own, List<Transition> told) {
    List<Transition> filled = new ArrayList<>();
    Optional<Transition> first = own.stream().findFirst();
    for (Transition step : told) {
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
    // A command writes the page before the commit: the same step may carry a later day in git.
    if (first.isPresent()
        && !filled.isEmpty()
        && filled.getLast().state().equals(first.get().state())) {
      filled.removeLast();
    }
    filled.addAll(own);
    return List.copyOf(filled);
  }
}
