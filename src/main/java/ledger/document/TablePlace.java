package ledger.document;

import org.jspecify.annotations.Nullable;

/**
 * Where a table is in a ledger.
 *
 * @param state of the section; {@link #MIXED} for a table whose rows have a state each
 * @param number which of the section's tables, from 0
 */
public record TablePlace(State state, int number) {
  /** In place of a state, for tables with a Status column. */
  public static final State MIXED = new State("", "the table");

  /** The place of the section's first table, to which rows are added. */
  public static TablePlace firstOf(Section section) {
    return new TablePlace(section.table().mixed() ? MIXED : section.state(), 0);
  }

  // Written out, like those of State.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TablePlace place && place.number == number && place.state.equals(state);
  }

  @Override
  public int hashCode() {
    return 31 * state.hashCode() + number;
  }
}
