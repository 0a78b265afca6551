package ledger.site.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The start page.
 *
 * @param summary the whole ledger in a sentence
 * @param measured on which hosts it was measured, and when last; empty if nothing was
 * @param findings what was found, most important first
 * @param waiting hosts that tasks wait for
 * @param environments what their names stand for
 * @param columns one a state, in the ledger's order
 * @param legend what the verdicts on this page mean
 */
public record BoardPage(
    Frame frame,
    String summary,
    String measured,
    List<BoardFinding> findings,
    List<WaitingHost> waiting,
    List<EnvironmentNote> environments,
    List<BoardColumn> columns,
    List<VerdictMeaning> legend) {
  /**
   * Something that was found.
   *
   * @param id of the task that it belongs to
   * @param href where its evidence is
   * @param number what was measured, and what was claimed; empty where the text has its numbers
   * @param where versions and kind of host
   */
  public record BoardFinding(
      String id, String href, Html text, String number, String where, Badge badge) {}

  /**
   * A kind of host that tasks wait for.
   *
   * @param host as people call it
   * @param commands what to type there, in a clone of the repository
   * @param bare the same where there is no Java: on that host, and then here
   */
  public record WaitingHost(
      String id, String host, List<WaitingTask> tasks, List<String> commands, List<String> bare) {}

  public record WaitingTask(String id, String href, Html title) {}

  /** What an environment's name stands for. */
  public record EnvironmentNote(String name, String text) {}

  /**
   * A state and its rows.
   *
   * @param groups its rows; several where they are grouped by the month in which they were done
   */
  public record BoardColumn(String id, String heading, String count, List<BoardGroup> groups) {}

  /**
   * Rows of a column that belong together.
   *
   * @param heading empty where a column has one group only
   * @param folded whether it is closed at first
   */
  public record BoardGroup(String heading, String count, boolean folded, List<BoardRow> rows) {}

  /**
   * A task on the board.
   *
   * @param facts short values such as priority and owner
   * @param filter what a filter compares, by its name
   * @param outcome what came of it, for a task that is done
   * @param since when it came into its state, as a date; null if its page does not say
   * @param waits the host that it waits for; null if for none
   * @param log where the log is of the run that broke, if that is the reason
   * @param refuted whether it is done and its evidence says otherwise
   * @param headline its most important measured number, if there is one
   * @param sentence what came of it in the experiment's words; null if a claim is about the
   *     headline, which then says more
   */
  public record BoardRow(
      String id,
      String href,
      Html title,
      Html description,
      List<Fact> facts,
      List<FilterValue> filter,
      @Nullable Html outcome,
      @Nullable String since,
      @Nullable String waits,
      Badge badge,
      String reason,
      @Nullable String log,
      boolean refuted,
      TaskPageModel.@Nullable Headline headline,
      @Nullable Html sentence) {}

  /** What a filter sees of a card. */
  public record FilterValue(String name, String value) {}

  public record VerdictMeaning(Badge badge, String text) {}
}
