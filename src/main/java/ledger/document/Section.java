package ledger.document;

import java.util.List;

/**
 * A state's part of the ledger: everything from its heading to the next heading of the same or a
 * higher level.
 *
 * @param tables those that have an ID column, at least one; rows are added to the first
 */
public record Section(State state, List<Table> tables) {
  public Table table() {
    return tables.getFirst();
  }

  public List<Task> tasks() {
    return tables.stream().flatMap(table -> table.rows().stream()).toList();
  }
}
