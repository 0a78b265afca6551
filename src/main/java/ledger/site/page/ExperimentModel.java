package ledger.site.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's part of a task's page. Tables have a column a run: the newest of each environment
 * and kind of host, side by side. Where all of them say the same, a row has one cell.
 *
 * @param key prefix of the IDs in it
 * @param outcome what it found, in its own words; null if it has none
 * @param history the page with all its runs; null if there are no others
 * @param runCount how many runs that has
 * @param reproduce commands that repeat it
 * @param code the page with the script as it is now, from the task's; null where there is none
 * @param codeLines how many lines that has
 * @param rawCount how many raw values the table holds
 */
public record ExperimentModel(
    String key,
    String title,
    String script,
    @Nullable Html outcome,
    List<Run> runs,
    List<ClaimRow> claims,
    List<CheckRow> checks,
    List<Panel> results,
    List<Property> environment,
    List<Property> packages,
    List<Property> provenance,
    List<Absent> absent,
    @Nullable String history,
    int runCount,
    List<String> reproduce,
    @Nullable String code,
    int codeLines,
    int rawCount) {
  /** What identifies a task's experiment on its page, by its place there, from 0. */
  public static String key(int index) {
    return "e" + (index + 1);
  }

  /**
   * The page with a script.
   *
   * @param task the task's page, from this one
   * @param id the task's ID
   */
  public record CodePage(
      Frame frame, String task, String id, String title, String script, List<Html> code) {}

  /**
   * A run of the experiment.
   *
   * @param label what distinguishes it from the others, such as {@code pinned}
   * @param where versions and kind of host
   * @param href its own page, from the task's; null if it has none
   * @param json the same for programs, with every raw sample
   * @param imported whether its events were imported
   * @param changed which inputs differ from now, in words
   */
  public record Run(
      String label,
      String where,
      String id,
      @Nullable String href,
      @Nullable String json,
      String when,
      Badge badge,
      boolean imported,
      String reason,
      List<String> changed,
      String exit,
      List<ArtifactText> artifacts,
      String log,
      String logSize) {}

  public record ArtifactText(String name, String media, String text) {}

  /** A declared claim, and what each run says about it. */
  public record ClaimRow(
      String id,
      Html text,
      String bound,
      @Nullable String where,
      List<@Nullable ClaimCell> answers) {}

  /**
   * What a run says of a claim.
   *
   * @param measured median and interval, if there are samples
   * @param known why it is accepted that the claim does not hold here
   */
  public record ClaimCell(
      Badge badge,
      @Nullable String measured,
      @Nullable String interval,
      Html reason,
      @Nullable Html known,
      @Nullable String link) {}

  /**
   * A check, as each run saw it.
   *
   * @param control a negative control
   */
  public record CheckRow(String id, Html title, boolean control, List<@Nullable CheckCell> seen) {}

  public record CheckCell(Badge badge, Html detail) {}

  /**
   * Metrics that belong together: their charts and their numbers.
   *
   * @param anchor its ID on the page; empty if there are several metrics, whose rows have one
   * @param id the metric's ID, empty if there are several
   * @param better such as {@code higher is better}, empty where neither is, or where there are
   *     several metrics
   * @param figures empty where a chart would show nothing
   * @param complete whether the figures show every row
   */
  public record Panel(
      String anchor,
      String title,
      String id,
      String better,
      List<Figure> figures,
      boolean complete,
      List<SeriesRow> rows) {}

  /**
   * A series, as each run measured it.
   *
   * @param anchor the metric's ID on the page where the series is its first, else empty
   * @param metric the metric's title where the series is its first, else empty
   * @param better such as {@code higher is better}, empty where neither is
   */
  public record SeriesRow(
      String anchor,
      String metric,
      String id,
      int span,
      String better,
      String key,
      List<@Nullable SeriesCell> values) {}

  /**
   * What a run measured of a series.
   *
   * @param raw every sample, in the order measured; empty on a task's page, which has them as CSV
   */
  public record SeriesCell(String median, String interval, int count, String raw) {}

  /** A property that each run has a value for. */
  public record Property(String name, List<String> values) {}

  public record Absent(String what, String why, String detected, String where) {}

  /**
   * A run among all of its experiment.
   *
   * @param label environment and kind of host
   * @param versions of what the results are about
   * @param value its headline; empty if it has none
   * @param interval of that; empty if there is none
   */
  public record PastRun(
      String id,
      @Nullable String href,
      String label,
      String when,
      String versions,
      String value,
      String interval,
      Badge badge,
      boolean imported,
      String reason) {}
}
