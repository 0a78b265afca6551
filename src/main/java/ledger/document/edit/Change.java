package ledger.document.edit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.Columns;
import ledger.document.State;
import ledger.document.TaskId;
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

  /**
   * Changes cells of a row; those of columns that its table lacks are kept on its page.
   *
   * @param values new texts
   * @param more texts to put behind what stands there
   */
  record SetCells(TaskId id, Map<String, String> values, Map<String, String> more)
      implements Change {
    /** With nothing put behind. */
    public SetCells(TaskId id, Map<String, String> values) {
      this(id, values, Map.of());
    }
  }

  /**
   * Puts the rows of these sections in order, equals as they are.
   *
   * @param by columns, the first one first; tables without them stay as they are
   * @param reverse the highest first; empty cells stay last
   */
  record Sort(List<State> states, List<String> by, boolean reverse) implements Change {
    /** By priority. */
    public Sort(List<State> states) {
      this(states, List.of(Columns.PRIORITY), false);
    }
  }

  /** Where a row is put. */
  enum Spot {
    /** As high as its priority allows. */
    TOP,
    BEFORE,
    AFTER
  }

  /**
   * Puts a row to another place of its table.
   *
   * @param neighbour before or after which; null for the top
   */
  record Put(TaskId id, Spot spot, @Nullable TaskId neighbour) implements Change {}

  /** Takes a row out of the ledger. */
  record Remove(TaskId id) implements Change {}

  /**
   * Gives a row another ID.
   *
   * @param mentions whether every mention of the ID changes as well
   */
  record Renumber(TaskId from, TaskId to, boolean mentions) implements Change {}

  /** The task whose page the change may touch; none where it touches no page. */
  default Optional<TaskId> subject() {
    return switch (this) {
      case Move move -> Optional.of(move.id());
      case Add add -> Optional.of(add.id());
      case SetCells set -> Optional.of(set.id());
      case Sort sort -> Optional.empty();
      case Put put -> Optional.empty();
      case Remove remove -> Optional.empty();
      case Renumber renumber -> Optional.empty();
    };
  }
}
