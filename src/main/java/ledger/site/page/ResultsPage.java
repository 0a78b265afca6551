package ledger.site.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every experiment by where it ran.
 *
 * @param kinds kinds of host, each over its environments
 * @param environments a column each, in the order of {@code kinds}
 * @param places the same with the kind of host, for where the columns' heads are not seen
 */
public record ResultsPage(
    Frame frame,
    List<HostKindColumns> kinds,
    List<String> environments,
    List<String> places,
    List<ResultsRow> rows) {
  public record HostKindColumns(String name, int span) {}

  public record ResultsRow(
      String href, String id, String experiment, List<@Nullable ResultsCell> cells) {}

  /**
   * The newest run of an experiment on a host.
   *
   * @param date of the run: an age would change with the day of the build
   * @param href the run's page
   * @param note the versions that it ran with, and how it came about
   */
  public record ResultsCell(Badge badge, String date, @Nullable String href, String note) {}
}
