package ledger.site.compare;

import java.util.List;
import ledger.site.page.Badge;
import ledger.site.page.Frame;

/**
 * An overview of the environments compared.
 *
 * @param versions a page for each pair of environments that experiments have in common
 * @param rows a line for each experiment and pair
 */
public record ComparePage(Frame frame, List<VersionsLink> versions, List<PairSummary> rows) {
  /**
   * The page of a pair.
   *
   * @param summary what it says, in a sentence
   */
  public record VersionsLink(String href, String heading, String summary) {}

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
