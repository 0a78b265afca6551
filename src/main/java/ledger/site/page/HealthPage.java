package ledger.site.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fit each kind of host is for measurements.
 *
 * @param hosts the newest report of each kind of host and environment
 * @param rows every item, with its status on each host, in the order of {@code hosts}
 */
public record HealthPage(Frame frame, List<Host> hosts, List<Row> rows) {
  /**
   * @param key its anchor
   * @param status the worst of its items, as the report says it; {@code unknown} without items
   * @param badge the same for people
   * @param summary how many items passed, and how many did not
   * @param started the same as {@code when}, to the second
   * @param run the ID of the run that reported it
   * @param href that run's page, null if it has none
   * @param unreadable why there are no items, if its report could not be read
   * @param facts systems, versions, devices, measured speed
   * @param attention items with a warning and items that failed, the worst first
   * @param others all other items
   * @param report all items as they were reported, in that order
   */
  public record Host(
      String key,
      String kind,
      String environment,
      String status,
      Badge badge,
      String summary,
      String when,
      String started,
      String run,
      @Nullable String href,
      String unreadable,
      List<Fact> facts,
      List<Item> attention,
      List<Item> others,
      List<HealthReport.Item> report) {}

  /**
   * @param id as the report names it
   * @param remedy what to do about it, null where there is nothing to do
   */
  public record Item(String id, String title, Badge badge, Html detail, @Nullable Html remedy) {}

  public record Row(String id, String title, List<@Nullable Badge> badges) {}
}
