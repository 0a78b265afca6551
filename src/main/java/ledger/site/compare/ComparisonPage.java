package ledger.site.compare;

import java.util.List;
import ledger.site.page.Badge;
import ledger.site.page.Frame;
import ledger.site.page.Html;

/**
 * The environments of one task compared, metric by metric.
 *
 * @param href the task's page
 */
public record ComparisonPage(
    Frame frame, String href, String id, Html title, List<PairComparison> parts) {
  /**
   * An experiment in two places, the usual environment first.
   *
   * @param tallies how often each verdict was given, changes first
   * @param changes rows that report a change
   * @param others all other rows
   */
  public record PairComparison(
      String key,
      String title,
      ComparedSide first,
      ComparedSide second,
      List<ComparePage.VerdictCount> tallies,
      List<SeriesComparison> changes,
      List<SeriesComparison> others) {}

  /**
   * One of the two sides.
   *
   * @param runs how many equal runs it is based on, in words
   */
  public record ComparedSide(String label, String runs) {}

  /**
   * A series, as both sides measured it.
   *
   * @param series parameters and arm; empty if the metric has one series
   * @param first median, with its unit
   * @param second likewise
   * @param firstRuns the median of each run of the first, newest first; empty for a single run, or
   *     if they are the same
   * @param secondRuns likewise
   * @param shift the second less the first, mostly as a fraction; empty for exact values
   * @param interval its 95 % interval; empty where there is none
   * @param noise what it must exceed; empty for exact values
   * @param answer the verdict of the comparison
   * @param reason why, in a sentence
   */
  public record SeriesComparison(
      String metric,
      String series,
      String first,
      String second,
      String firstRuns,
      String secondRuns,
      String shift,
      String interval,
      String noise,
      Badge answer,
      String reason) {}
}
