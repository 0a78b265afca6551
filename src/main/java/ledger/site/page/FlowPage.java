package ledger.site.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How work flows, from the histories in the tasks' pages.
 *
 * @param summary the same in words
 * @param until the newest date of any history; ages are counted up to it. Empty where there is none
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
   * @param since its start, or its entry into the present state where it never started
   * @param days how long it took or has taken
   */
  public record FlowTask(
      String href, String id, Html title, String state, String since, String days) {}
}
