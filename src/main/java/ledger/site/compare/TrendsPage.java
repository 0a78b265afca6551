package ledger.site.compare;

import java.util.List;
import ledger.site.page.Frame;
import ledger.site.page.Html;
import org.jspecify.annotations.Nullable;

/**
 * The headline of each experiment over its runs, by environment and kind of host.
 *
 * @param lines one for each experiment and place with at least two runs
 */
public record TrendsPage(Frame frame, List<TrendLine> lines) {
  /**
   * A headline over runs.
   *
   * @param key unique on the page
   * @param anchor what identifies the place on the headline's own page
   * @param href the task's page
   * @param history the page with all its runs
   * @param title the experiment's
   * @param metric the headline's title
   * @param place environment and kind of host
   * @param drawing the medians with their intervals; none if all are the same
   * @param same the value, where all are the same; empty otherwise
   * @param runs how many there are
   * @param steps of each change of the version, whether the number changed with it; oldest first
   */
  public record TrendLine(
      String key,
      String anchor,
      String href,
      String history,
      String id,
      String title,
      String metric,
      String place,
      @Nullable Html drawing,
      String same,
      int runs,
      List<String> steps) {}
}
