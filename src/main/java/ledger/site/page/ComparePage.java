package ledger.site.page;

import java.util.List;

/** Environments against each other, in short. */
public record ComparePage(Frame frame, List<PairSummary> rows) {
  /**
   * An experiment in two places, the usual environment first.
   *
   * @param href where it is compared metric by metric
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
   * @param count of series
   */
  public record VerdictCount(Badge badge, int count) {}
}
