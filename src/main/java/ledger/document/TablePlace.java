package ledger.document;

/**
 * Where a table is in a ledger.
 *
 * @param number which of the section's tables, from 0
 */
public record TablePlace(State state, int number) {
  /** The place of the section's first table, to which rows are added. */
  public static TablePlace firstOf(State state) {
    return new TablePlace(state, 0);
  }
}
