package ledger.document;

import java.util.List;
import java.util.Optional;
import ledger.document.words.Blanks;
import ledger.document.words.PlainName;
import ledger.document.words.PriorityScale;
import ledger.document.words.StateNames;

/**
 * What the ledger's words mean.
 *
 * @param states in the order of work
 * @param priorities highest first
 * @param wording what the settings say about other words
 */
public record Layout(List<State> states, List<String> priorities, Wording wording) {
  public static final Layout DEFAULT =
      new Layout(
          List.of(
              new State("backlog", "Backlog"),
              new State("in-progress", "In Progress"),
              new State("review", "Review / QA"),
              new State("done", "Done")),
          PriorityScale.USUAL);

  /** The ID of the state that a task may enter only with evidence. */
  public static final String DONE = "done";

  /** With the usual wording. */
  public Layout(List<State> states, List<String> priorities) {
    this(states, priorities, Wording.USUAL);
  }

  /** How a file was read that calls its IDs and priorities so. */
  public Layout recognised(IdForm ids, List<String> scale) {
    return new Layout(
        states,
        scale,
        new Wording(
            ids,
            wording.columns(),
            wording.names(),
            wording.ignored(),
            wording.limits(),
            wording.orders(),
            wording.ranked()));
  }

  /** The form of the IDs: the usual one, unless the file or the settings say otherwise. */
  public IdForm ids() {
    return wording.form().orElse(IdForm.USUAL);
  }

  /** What the tables of a state are sorted by, most significant first. */
  public List<String> order(String state) {
    return wording.orders().getOrDefault(state, List.of(Columns.PRIORITY));
  }

  /** The columns that the texts of a header's cells name. */
  public List<Column> columns(List<String> header) {
    return Column.ofHeader(header, wording.columns());
  }

  public Optional<State> state(String id) {
    return states.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  /** The state that a heading names, ignoring case. */
  public Optional<State> byHeading(String heading) {
    String wanted = heading.strip();
    for (State state : states) {
      if (state.heading().equalsIgnoreCase(wanted)
          || wording.names().getOrDefault(state.id(), List.of()).stream()
              .anyMatch(wanted::equalsIgnoreCase)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /**
   * The state that a text means, without its decoration, or as people usually call it: {@code Done
   * ✅ (3)}, {@code To do}.
   */
  public Optional<State> meant(String text) {
    String key = PlainName.key(text);
    Optional<State> own = byKey(key);
    if (own.isEmpty() && !key.isEmpty()) {
      own = byKey(PlainName.unnumbered(key));
    }
    if (own.isPresent()) {
      return own;
    }
    return StateNames.named(key)
        .or(() -> StateNames.named(PlainName.unnumbered(key)))
        .or(() -> StateNames.marked(text))
        .flatMap(this::state);
  }

  private Optional<State> byKey(String key) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    for (State state : states) {
      if (PlainName.key(state.heading()).equals(key)
          || wording.names().getOrDefault(state.id(), List.of()).stream()
              .anyMatch(name -> PlainName.key(name).equals(key))) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /**
   * The rank of a priority: 0 for the highest, after all others for none, -1 for an unknown one.
   */
  public int rank(String priority) {
    int rank = priority.isBlank() ? -1 : PriorityScale.rank(priorities, priority);
    return rank < 0 && Blanks.isNone(priority) ? priorities.size() : rank;
  }
}
