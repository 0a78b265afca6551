package ledger.site.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every experiment by where it ran.
 *
 * @param kinds kinds of host, each over its environments
 * @param environments a column each, in the order of {@code kinds}
 * @param notes what the environments' names stand for
 * @param places the same with the kind of host, for where the columns' heads are not seen
 */
public record ResultsPage(
    Frame frame,
    List<HostKindColumns> kinds,
    List<String> environments,
    List<String> places,
    List<BoardPage.EnvironmentNote> notes,
    List<ResultsRow> rows) {
  public record HostKindColumns(String name, int span) {}

  /**
   * An experiment.
   *
   * @param metric the title of its headline; empty if it has none
   * @param history the page with all its runs; null if there are no others
   * @param bound what is claimed of that
   */
  public record ResultsRow(
      String href,
      String id,
      String experiment,
      String metric,
      @Nullable String history,
      String bound,
      List<@Nullable ResultsCell> cells) {}

  /**
   * The newest run of an experiment on a host.
   *
   * @param value its headline; empty if it has none
   * @param interval of that; empty if there is none
   * @param mark the interval among those of the other places; null if there is nothing to draw
   * @param date of the run: an age would change with the day of the build
   * @param href the run's page
   * @param note the versions that it ran with, and how it came about
   */
  public record ResultsCell(
      String value,
      String interval,
      @Nullable Html mark,
      Badge badge,
      String date,
      @Nullable String href,
      String note) {}
}
