package ledger.site;

import java.util.List;

/** Environments against each other, metric by metric. */
record ComparePage(Frame frame, List<Part> parts) {
  /**
   * An experiment in two places, the usual environment first.
   *
   * @param tallies how often each verdict was given, changes first
   * @param changes rows that tell of one
   * @param others all other rows
   */
  record Part(
      String key,
      String href,
      String id,
      String title,
      Side first,
      Side second,
      List<Tally> tallies,
      List<Row> changes,
      List<Row> others) {}

  record Tally(Badge badge, int count) {}

  /**
   * @param runs how many equal runs stand for it, in words
   */
  record Side(String label, String runs) {}

  /**
   * @param series parameters and arm; empty if the metric has one series
   * @param first median, with its unit
   * @param second likewise
   * @param shift the second less the first, mostly as a fraction; empty for exact values
   * @param interval its 95 % interval; empty where there is none
   * @param noise what it must exceed; empty for exact values
   * @param answer the verdict of the comparison
   * @param reason why, in a sentence
   */
  record Row(
      String metric,
      String series,
      String first,
      String second,
      String shift,
      String interval,
      String noise,
      Badge answer,
      String reason) {}
}
