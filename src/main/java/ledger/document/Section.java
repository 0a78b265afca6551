package ledger.document;

import java.util.List;
import ledger.text.Span;

/**
 * A state's part of the ledger: everything from its heading to the next heading of the same or a
 * higher level.
 *
 * @param heading the heading's line or lines
 * @param tables those that have an ID column, one at least; rows are added to the first
 */
public record Section(State state, Span heading, List<Table> tables) {
  public Table table() {
    return tables.getFirst();
  }

  public List<Task> tasks() {
    return tables.stream().flatMap(table -> table.rows().stream()).toList();
  }
}
