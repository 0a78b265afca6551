package ledger.site.compare;

import java.util.List;
import ledger.site.page.Badge;
import ledger.site.page.Frame;
import ledger.site.page.Html;
import org.jspecify.annotations.Nullable;

/**
 * What somebody will notice who goes from one environment to another, over all experiments.
 *
 * @param heading the versions, or else the environments
 * @param first environment and kind of host
 * @param second likewise
 * @param runs how many runs a side there are, in words
 * @param summary how much changed, in a sentence
 * @param claims that have another answer
 * @param confirmed changes that several runs confirm: for the better, for the worse, and others
 * @param shifts all changes that have an interval, the confirmed ones first; none if there are none
 * @param unconfirmed changes seen in too few runs
 * @param compared the experiments, with what could not be told apart
 */
public record VersionsPage(
    Frame frame,
    String heading,
    String first,
    String second,
    String runs,
    String summary,
    List<ClaimLine> claims,
    List<ChangeGroup> confirmed,
    @Nullable Forest shifts,
    List<MetricLine> unconfirmed,
    List<ComparedExperiment> compared) {
  /**
   * A claim that both sides answer differently.
   *
   * @param href the task's page
   * @param before its answer on the first side, in a word
   * @param known whether its refutation was accepted
   */
  public record ClaimLine(
      String href, String id, String text, String before, String after, boolean known) {}

  /** Changes in the same direction, the largest first. */
  public record ChangeGroup(String key, String heading, String kind, List<MetricLine> lines) {}

  /**
   * A metric that changed.
   *
   * @param href where its series are compared one by one
   * @param series the one that changed most; empty if it is the only one
   * @param change the medians on both sides
   * @param shift with its interval; empty for exact values
   * @param others how many more of its series changed in the same way, in words; empty if none did
   */
  public record MetricLine(
      String href,
      String id,
      String metric,
      String series,
      String change,
      String shift,
      Badge answer,
      String others) {}

  /**
   * Shifts with their intervals, drawn beside each other.
   *
   * @param axis the marks' axis
   * @param left out because there are too many, in words; empty if none are
   */
  public record Forest(Html axis, List<ForestRow> rows, String left) {}

  /**
   * A shift.
   *
   * @param mark its interval as a drawing
   */
  public record ForestRow(
      String href,
      String id,
      String metric,
      String series,
      String shift,
      String interval,
      Badge answer,
      Html mark) {}

  /**
   * An experiment that ran on both sides.
   *
   * @param changed how many series changed
   * @param same how many are the same
   * @param open how many are not told apart
   */
  public record ComparedExperiment(
      String href, String id, String title, int changed, int same, int open) {}
}
