package ledger.site.page;

import java.util.List;

/** Environments against each other, in short. */
public record ComparePage(Frame frame, List<Row> rows) {
  /**
   * An experiment in two places, the usual environment first.
   *
   * @param href where it is compared metric by metric
   * @param first environment and kind of host
   * @param second likewise
   * @param tallies how often each verdict was given, changes first
   */
  public record Row(
      String href, String id, String title, String first, String second, List<Tally> tallies) {}

  /**
   * @param count of series
   */
  public record Tally(Badge badge, int count) {}
}
