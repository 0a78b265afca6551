package ledger.site.page;

import java.util.List;

/** An overview of the environments compared. */
public record ComparePage(Frame frame, List<PairSummary> rows) {
  /**
   * An experiment in two places, the usual environment first.
   *
   * @param href where the two are compared metric by metric
   * @param first environment and kind of host
   * @param second likewise
   * @param tallies how often each verdict was given, changes first
   */
  public record PairSummary(
      String href,
      String id,
      String title,
      String first,
      String second,
      List<VerdictCount> tallies) {}

  /**
   * How many series have a verdict.
   *
   * @param count of series
   */
  public record VerdictCount(Badge badge, int count) {}
}
