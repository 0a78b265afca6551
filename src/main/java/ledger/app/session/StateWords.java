package ledger.app.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ledger.document.Layout;
import ledger.document.State;
import ledger.text.Nearest;

/** What people call a state. */
public final class StateWords {
  private StateWords() {}

  public static State state(Layout layout, String word) throws Failure {
    String wanted = normal(word);
    for (State state : layout.states()) {
      if (state.id().equals(wanted) || normal(state.heading()).equals(wanted)) {
        return state;
      }
    }
    Optional<State> usual =
        switch (wanted) {
          case "start", "started", "doing", "wip", "progress" -> layout.state("in-progress");
          case "qa", "reviewing" -> layout.state("review");
          case "todo", "to-do" -> layout.state("backlog");
          case "finish", "finished", "closed" -> layout.state(Layout.DONE);
          default -> Optional.empty();
        };
    if (usual.isPresent()) {
      return usual.get();
    }
    List<String> known = layout.states().stream().map(State::id).toList();
    String near = Nearest.to(wanted, known).map(n -> "did you mean " + n + "? ").orElse("");
    throw Failure.wrongRequest(
        "no state '" + word + "'", near + "states: " + String.join(", ", known));
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
