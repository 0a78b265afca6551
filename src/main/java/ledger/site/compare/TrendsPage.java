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
   * @param href the task's page
   * @param title the experiment's
   * @param metric the headline's title
   * @param place environment and kind of host
   * @param drawing the medians with their intervals; none if all are the same
   * @param same the value, where all are the same; empty otherwise
   * @param step whether it changed with the version, in a sentence; empty if there was one version
   * @param points oldest first
   */
  public record TrendLine(
      String key,
      String href,
      String id,
      String title,
      String metric,
      String place,
      @Nullable Html drawing,
      String same,
      String step,
      List<TrendPoint> points) {}

  /**
   * A run's headline.
   *
   * @param href the run's page; none if it has none
   * @param date of its start
   * @param versions of what the results are about
   * @param value the median with its unit
   * @param interval its 95 % interval
   */
  public record TrendPoint(
      @Nullable String href, String date, String versions, String value, String interval) {}
}
