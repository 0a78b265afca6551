package ledger.document;

import java.util.List;

/**
 * A state's part of the ledger: everything from its heading to the next heading of the same or a
 * higher level, or the state's rows of tables with a Status column.
 *
 * @param tables those that have an ID column, at least one; rows are added to the first
 */
public record Section(State state, List<Table> tables) {
  public Table table() {
    return tables.getFirst();
  }

  public List<Task> tasks() {
    if (tables.size() == 1 && !table().mixed()) {
      return table().rows();
    }
    return tables.stream()
        .flatMap(table -> table.rows().stream())
        .filter(task -> task.state().equals(state))
        .toList();
  }

  /** The rows without an ID. */
  public List<DraftRow> drafts() {
    return tables.stream()
        .flatMap(table -> table.drafts().stream())
        .filter(draft -> draft.state().equals(state))
        .toList();
  }
}
