package ledger.serve.board;

import java.util.List;
import ledger.site.page.Badge;
import org.jspecify.annotations.Nullable;

/** What the templates show. */
public final class Models {
  private Models() {}

  /**
   * What surrounds every page.
   *
   * @param root the way to the board, such as {@code /token/}
   * @param live whether the page follows changes
   */
  public record PageFrame(
      String title, String ledger, String root, boolean readOnly, boolean live) {}

  /**
   * A card.
   *
   * @param digest of its row
   * @param headline the measured number with its interval; empty if there is none
   * @param age how long it has been in its state; empty if that is unknown
   * @param run what a verification is doing for it now; empty if nothing
   */
  public record CardModel(
      String root,
      String id,
      String state,
      String digest,
      String title,
      String priority,
      String owner,
      String due,
      boolean overdue,
      @Nullable Badge badge,
      String metric,
      String headline,
      String interval,
      String age,
      String run,
      boolean readOnly) {}

  /**
   * A column.
   *
   * @param limit such as {@code 3 of 2}; empty if there is none
   * @param cards as HTML
   * @param folded whether only its count is shown
   */
  public record LaneModel(
      String root,
      String id,
      String heading,
      int count,
      String limit,
      boolean over,
      boolean folded,
      List<String> cards) {}

  public record NeedModel(
      String id, String title, String href, String what, String since, String next) {}

  /** Something that was chosen, and what else there is. */
  public record Choice(String name, String label, String value, List<String> others) {}

  public record BoardModel(
      PageFrame frame,
      List<LaneModel> lanes,
      List<NeedModel> needs,
      List<String> problems,
      List<Choice> filters,
      String text,
      boolean filtered,
      @Nullable String undo,
      String version) {}

  /** A part of a page alone. */
  public record NeedsModel(PageFrame frame, List<NeedModel> needs) {}

  public record CellModel(String column, String text, boolean large) {}

  public record StateChoice(String id, String heading, boolean done) {}

  public record StepModel(String state, String date, String waived) {}

  public record TaskModel(
      PageFrame frame,
      String id,
      String title,
      String state,
      String digest,
      List<CellModel> cells,
      List<StateChoice> states,
      Badge badge,
      String reason,
      List<String> claims,
      List<StepModel> history,
      String prose,
      boolean experiments,
      @Nullable RunModel run) {}

  /** A file's difference, line by line. */
  public record DiffModel(String path, List<DiffLine> lines) {}

  public record DiffLine(String kind, String text) {}

  /**
   * What came of an action.
   *
   * @param command what it stands for
   */
  public record ResultModel(
      PageFrame frame,
      String heading,
      String command,
      List<String> notes,
      List<DiffModel> diffs,
      @Nullable String task) {}

  /** Done was refused for want of evidence. */
  public record GateModel(
      PageFrame frame,
      String id,
      String title,
      String digest,
      String reason,
      boolean experiments,
      String command) {}

  /** Somebody changed the row meanwhile. */
  public record ConflictModel(
      PageFrame frame, String id, String digest, String command, List<BothTexts> rows) {}

  public record BothTexts(String column, String yours, String theirs, boolean differs) {}

  public record ProblemModel(PageFrame frame, String message, String help, List<String> problems) {}

  public record RunModel(
      String root,
      String handle,
      String task,
      String phase,
      String what,
      boolean ended,
      boolean good,
      int step,
      int of,
      String log,
      List<String> outcome,
      long version,
      boolean readOnly) {}

  public record RunPageModel(PageFrame frame, RunModel run) {}

  public record AddModel(PageFrame frame, List<StateChoice> states, List<String> priorities) {}
}
