package ledger.site.chart;

import java.util.List;
import java.util.Locale;
import ledger.evidence.claim.Interval;
import ledger.site.page.Html;

/**
 * Relative shifts with their intervals over one axis, a drawing for each, to stand in a table's
 * rows. Distances are those of factors, so that a half and a double are equally far from none.
 */
public final class ForestMarks {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 24;
  private static final int MARGIN = 8;

  /** Shifts beyond a factor of 8 end at the edge. */
  private static final double FARTHEST = Math.log(8);

  private static final double NEAREST = Math.log(1.02);
  private static final List<Integer> PERCENT = List.of(1, 2, 5, 10, 20, 50, 100, 300, 700);

  private final double range;

  /**
   * @param intervals of shifts as fractions
   */
  public ForestMarks(List<Interval> intervals) {
    double far = NEAREST;
    for (Interval interval : intervals) {
      far = Math.max(far, Math.max(Math.abs(at(interval.low())), Math.abs(at(interval.high()))));
    }
    this.range = Math.min(far, FARTHEST) * 1.05;
  }

  private static double at(double shift) {
    return Math.log1p(Math.max(shift, -0.999999));
  }

  private double x(double shift) {
    double place = Math.clamp(at(shift) / range, -1, 1);
    return WIDTH / 2.0 + place * (WIDTH / 2.0 - MARGIN);
  }

  /**
   * A shift as a point on its interval.
   *
   * @param kind the class that colours it
   */
  public Html mark(double shift, Interval interval, String kind) {
    StringBuilder svg = open("forest " + kind);
    line(svg, "zero", x(0), 0, x(0), HEIGHT);
    line(svg, "interval", x(interval.low()), HEIGHT / 2.0, x(interval.high()), HEIGHT / 2.0);
    svg.append("<circle cx=\"").append(number(x(shift))).append("\" cy=\"12\" r=\"4.5\"/></svg>");
    return new Html(svg.toString());
  }

  /** The axis of all marks, with the largest round shift on both sides that it has room for. */
  public Html axis() {
    StringBuilder svg = open("forest axis");
    int most = 0;
    for (int percent : PERCENT) {
      most = at(percent / 100.0) <= range * 0.9 ? percent : most;
    }
    text(svg, x(0), "0");
    if (most > 0) {
      double up = most / 100.0;
      double down = 1 / (1 + up) - 1;
      text(svg, x(up), "+" + most + "\u00A0%");
      text(svg, x(down), "−" + Math.round(-down * 100) + "\u00A0%");
    }
    return new Html(svg.append("</svg>").toString());
  }

  private static StringBuilder open(String kind) {
    return new StringBuilder("<svg class=\"")
        .append(kind)
        .append("\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" aria-hidden=\"true\">");
  }

  private static void text(StringBuilder svg, double x, String text) {
    svg.append("<text x=\"")
        .append(number(x))
        .append("\" y=\"16\">")
        .append(text)
        .append("</text>");
  }

  private static void line(
      StringBuilder svg, String kind, double x1, double y1, double x2, double y2) {
    svg.append("<line class=\"")
        .append(kind)
        .append("\" x1=\"")
        .append(number(x1))
        .append("\" y1=\"")
        .append(number(y1))
        .append("\" x2=\"")
        .append(number(x2))
        .append("\" y2=\"")
        .append(number(y2))
        .append("\"/>");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
