package ledger.document.edit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.State;
import ledger.document.TaskId;
import org.jspecify.annotations.Nullable;

/** A change to a ledger. Columns are given by name, ignoring case. */
public sealed interface Change {
  /**
   * Moves a row to another section.
   *
   * @param values texts that the user gave, by column; they take precedence over those of the row
   *     and its page
   * @param defaults texts for columns for which neither the row nor its page has any
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
   * Changes cells of a row; values for columns that its table lacks are kept on its page. A new
   * priority moves the row, and no other, to where it belongs.
   *
   * @param values new texts
   * @param more texts to append to what is there
   */
  record SetCells(TaskId id, Map<String, String> values, Map<String, String> more)
      implements Change {
    /** Without anything appended. */
    public SetCells(TaskId id, Map<String, String> values) {
      this(id, values, Map.of());
    }
  }

  /**
   * Sorts the rows of these sections; equal rows keep their order.
   *
   * @param by columns, most significant first; tables without them stay as they are; none for what
   *     the settings say, or else the priority
   * @param reverse in descending order; empty cells stay last
   */
  record Sort(List<State> states, List<String> by, boolean reverse) implements Change {
    /** As the settings say, or by priority. */
    public Sort(List<State> states) {
      this(states, List.of(), false);
    }
  }

  /** Where a row goes. */
  enum Spot {
    /** As high as its priority allows. */
    TOP,
    BEFORE,
    AFTER
  }

  /**
   * Moves a row within its table.
   *
   * @param neighbour the row before or after which it goes; null for the top
   */
  record Put(TaskId id, Spot spot, @Nullable TaskId neighbour) implements Change {}

  /** Writes the cells that rows lack. */
  record Fill() implements Change {}

  /**
   * Gives a row that has no ID its first one.
   *
   * @param line the row's source line, from 0
   */
  record Adopt(int line, TaskId id) implements Change {}

  /** Removes a row from the ledger. */
  record Remove(TaskId id) implements Change {}

  /**
   * Gives a row another ID.
   *
   * @param mentions whether every mention of the ID changes as well
   */
  record Renumber(TaskId from, TaskId to, boolean mentions) implements Change {}

  /** The task whose page the change may touch; empty if it touches no page. */
  default Optional<TaskId> subject() {
    return switch (this) {
      case Move move -> Optional.of(move.id());
      case Add add -> Optional.of(add.id());
      case SetCells set -> Optional.of(set.id());
      case Fill fill -> Optional.empty();
      case Adopt adopt -> Optional.empty();
      case Sort sort -> Optional.empty();
      case Put put -> Optional.empty();
      case Remove remove -> Optional.empty();
      case Renumber renumber -> Optional.empty();
    };
  }
}
