package ledger.site.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of each kind of host.
 *
 * @param hosts the newest report of each kind of host and environment
 * @param rows every item, with its status on each host, in the order of {@code hosts}
 */
public record HealthPage(Frame frame, List<HostHealth> hosts, List<HealthRow> rows) {
  /**
   * The newest report of a host and an environment.
   *
   * @param key its anchor
   * @param status the worst of its items, as the report says it; {@code unknown} without items
   * @param badge the same for people
   * @param summary how many items passed, and how many did not
   * @param started the same as {@code when}, to the second
   * @param run the ID of the run that reported it
   * @param href that run's page, null if it has none
   * @param unreadable why there are no items, if its report could not be read
   * @param facts systems, versions, devices, measured speed
   * @param older packages of which another environment here has a newer release
   * @param attention items with a warning and items that failed, the worst first
   * @param others all other items
   * @param report all items as they were reported, in that order
   */
  public record HostHealth(
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
      List<OlderRelease> older,
      List<HealthItem> attention,
      List<HealthItem> others,
      List<ReportedItem> report) {}

  /**
   * A package that another environment here has a newer release of.
   *
   * @param version the one that was measured
   * @param newer the newest that was measured here
   * @param environment that has it
   */
  public record OlderRelease(String name, String version, String newer, String environment) {}

  /**
   * A line of a report.
   *
   * @param id as the report names it
   * @param remedy what to do about it, null where there is nothing to do
   */
  public record HealthItem(
      String id, String title, Badge badge, Html detail, @Nullable Html remedy) {}

  /**
   * An item as the run reported it.
   *
   * @param status {@code pass}, {@code warn}, {@code fail}, {@code na} or a word of its own
   * @param remedy what to do about it, empty where there is nothing to do
   */
  public record ReportedItem(String item, String status, String detail, String remedy) {}

  /** An item and its status on each host. */
  public record HealthRow(String id, String title, List<@Nullable Badge> badges) {}
}
