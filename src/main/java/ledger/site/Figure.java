package ledger.site;

import java.util.List;

/**
 * A chart.
 *
 * @param id unique on the page
 * @param title what is shown
 * @param svg the drawing, colours by class
 * @param summary the same in words
 * @param legend empty where there is one series only
 */
record Figure(String id, String title, Html svg, String summary, List<LegendEntry> legend) {
  /**
   * @param colour the class that gives the series its colour
   */
  record LegendEntry(String colour, String label) {}
}
