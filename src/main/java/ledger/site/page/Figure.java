package ledger.site.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A chart.
 *
 * @param id unique on the page
 * @param title what is shown
 * @param svg the drawing, colours by class
 * @param summary the same in words, a line for each part
 * @param legend empty where there is one series only
 */
public record Figure(
    String id, String title, Html svg, List<String> summary, List<LegendEntry> legend) {
  private static final int MOST_LINES = 10;

  /**
   * An entry of the legend.
   *
   * @param mark the class that gives the entry its colour or its shape
   */
  public record LegendEntry(String mark, String label) {}

  /** As many lines as one reads beside a chart; the others are in its table. */
  public static List<String> brief(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> brief = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
    brief.add((lines.size() - brief.size()) + " more in the table");
    return brief;
  }

  /** What those hear who do not see the drawing. */
  public static String label(String title, List<String> summary) {
    return title + ". " + String.join("; ", summary) + ".";
  }
}
