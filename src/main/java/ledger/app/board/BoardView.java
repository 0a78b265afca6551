package ledger.app.board;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import ledger.app.results.TaskVerdict;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.site.page.TaskPageModel;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A ledger as a board.
 *
 * @param title of the ledger
 * @param columns one a state, in the order of work; none if the ledger cannot be read
 * @param needs what somebody should look at, oldest first
 * @param problems why the ledger or its settings cannot be read; nothing can be changed then
 */
public record BoardView(
    String title, List<BoardLane> columns, List<Need> needs, List<Problem> problems) {
  /**
   * The tasks of a state.
   *
   * @param limit how many there should be at most; null if nothing limits them
   */
  public record BoardLane(State state, boolean done, @Nullable Integer limit, List<Card> cards) {
    public boolean isOverLimit() {
      return limit != null && cards.size() > limit;
    }
  }

  /**
   * A task.
   *
   * @param digest of its row, see {@link ledger.app.session.ExpectedRow}
   * @param verdict null if nothing was ever measured for it
   * @param headline its most important measured number, if there is one
   * @param since when it came into its state, as far as that is known
   */
  public record Card(
      Task task,
      String digest,
      @Nullable TaskVerdict verdict,
      TaskPageModel.@Nullable Headline headline,
      @Nullable LocalDate since,
      boolean overdue) {}

  /** Why somebody should look at a task. */
  public enum NeedKind {
    /** It is done, or was measured, and the evidence says otherwise. */
    REFUTED,
    /** What its evidence depends on has changed. */
    STALE,
    /** Its evidence does not decide. */
    UNDECIDED,
    OVERDUE,
    /** It waits for somebody who reviews it. */
    IN_REVIEW
  }

  /**
   * Something that needs somebody.
   *
   * @param since since when, as far as that is known
   */
  public record Need(NeedKind kind, Card card, @Nullable LocalDate since) {}

  /** Whether it can be changed. */
  public boolean valid() {
    return problems.isEmpty();
  }

  public Optional<Card> card(TaskId id) {
    return columns.stream()
        .flatMap(column -> column.cards().stream())
        .filter(card -> card.task().id().equals(id))
        .findFirst();
  }
}
