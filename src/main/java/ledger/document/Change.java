package ledger.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command wants of a ledger. Columns are named; letter case does not matter. */
public sealed interface Change {
  /**
   * Takes a row to another section.
   *
   * @param values columns that the user named; they win over what the row or its page holds
   * @param defaults columns to fill where neither the row nor its page holds anything
   * @param date of the move
   * @param waived why Done is accepted without evidence, if it is
   */
  record Move(
      TaskId id,
      State to,
      Map<String, String> values,
      Map<String, String> defaults,
      LocalDate date,
      @Nullable String waived)
      implements Change {}

  /** Adds a row. */
  record Add(TaskId id, State to, Map<String, String> values) implements Change {}

  /** Changes cells of a row. */
  record SetCells(TaskId id, Map<String, String> values) implements Change {}

  /** Puts the rows of these sections in the order of their priorities, equals as they are. */
  record Sort(List<State> states) implements Change {}
}
