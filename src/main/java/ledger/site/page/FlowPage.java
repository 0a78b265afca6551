package ledger.site.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How work flows, from the histories in the tasks' pages.
 *
 * @param summary the same in words
 * @param until the newest date of any history; empty where there is none
 * @param figure tasks by state over time; null where the histories have one date only
 * @param states headings, in the ledger's order
 */
public record FlowPage(
    Frame frame,
    String summary,
    String until,
    @Nullable Figure figure,
    List<String> states,
    List<Day> days,
    List<FlowTask> open,
    List<FlowTask> done) {
  /** How many tasks were in each state at the end of a day. */
  public record Day(String date, List<Integer> counts) {}

  /**
   * A task, and how long it took.
   *
   * @param since when it first left the first state
   * @param days how long it took; null for a task in progress
   */
  public record FlowTask(
      String href, String id, Html title, String state, String since, @Nullable String days) {}
}
