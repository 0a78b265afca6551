package ledger.site.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern BOX = Pattern.compile("viewBox=\"0 0 [0-9]+ ([0-9]{1,6})\"");

  /**
   * An entry of the legend.
   *
   * @param mark the class that gives the entry its colour or its shape
   */
  public record LegendEntry(String mark, String label) {}

  /** The same with another title. */
  public Figure titled(String other) {
    return new Figure(id, other, svg, summary, legend);
  }

  /** How high the drawing is, in its own units; its width is the same for all. */
  public int height() {
    Matcher box = BOX.matcher(svg.markup());
    return box.find() ? Integer.parseInt(box.group(1)) : Integer.MAX_VALUE;
  }

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
