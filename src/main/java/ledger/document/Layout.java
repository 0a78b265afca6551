package ledger.document;

import java.util.List;
import java.util.Optional;

/**
 * What the ledger's words mean.
 *
 * @param states in the order of work
 * @param priorities highest first
 */
public record Layout(List<State> states, List<String> priorities) {
  public static final Layout DEFAULT =
      new Layout(
          List.of(
              new State("backlog", "Backlog"),
              new State("in-progress", "In Progress"),
              new State("review", "Review / QA"),
              new State("done", "Done")),
          List.of("Critical", "High", "Medium", "Low"));

  /** The ID of the state that a task may enter only with evidence. */
  public static final String DONE = "done";

  public Optional<State> state(String id) {
    return states.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  public Optional<State> byHeading(String heading) {
    String wanted = heading.strip();
    return states.stream().filter(s -> s.heading().equalsIgnoreCase(wanted)).findFirst();
  }

  /**
   * The rank of a priority: 0 for the highest, after all others for none, -1 for an unknown one.
   */
  public int rank(String priority) {
    if (priority.isBlank()) {
      return priorities.size();
    }
    for (int i = 0; i < priorities.size(); i++) {
      if (priorities.get(i).equalsIgnoreCase(priority)) {
        return i;
      }
    }
    return -1;
  }
}
