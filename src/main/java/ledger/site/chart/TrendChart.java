package ledger.site.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ledger.evidence.claim.Interval;
import ledger.site.page.Html;

/**
 * Values in the order of their runs, each on its interval, with a mark where the version changes.
 */
public final class TrendChart {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 150;
  private static final int LEFT = 84;
  private static final int RIGHT = 16;
  private static final int TOP = 22;
  private static final int BOTTOM = 26;

  private final List<TrendMark> readings;
  private final double low;
  private final double high;

  /**
   * A run's value.
   *
   * @param interval none if there is none
   * @param version what is written where it begins
   * @param changed whether the value surely changed with the version here
   */
  public record TrendMark(
      double value, Interval interval, String date, String version, boolean changed) {}

  /**
   * Finds the range.
   *
   * @param readings at least two, oldest first
   */
  public TrendChart(List<TrendMark> readings) {
    this.readings = readings;
    List<Double> all = new ArrayList<>();
    for (TrendMark reading : readings) {
      all.add(reading.value);
      if (reading.interval.exists()) {
        all.add(reading.interval.low());
        all.add(reading.interval.high());
      }
    }
    double least = all.stream().mapToDouble(value -> value).min().orElse(0);
    double most = all.stream().mapToDouble(value -> value).max().orElse(1);
    double room = most > least ? (most - least) * 0.08 : Math.max(Math.abs(most) * 0.1, 1e-12);
    this.low = least - room;
    this.high = most + room;
  }

  private double x(int at) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (at + 0.5) / readings.size();
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low);
  }

  /**
   * The drawing.
   *
   * @param label the same in words
   * @param least the smallest value as text, at the axis
   * @param most the largest
   * @param colour the number of the series' colour
   */
  public Html svg(String label, String least, String most, int colour) {
    StringBuilder svg = new StringBuilder();
    svg.append("<svg class=\"trend ")
        .append(Plot.name(colour))
        .append("\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"")
        .append(Html.escape(label))
        .append("\">");
    double smallest = readings.stream().mapToDouble(TrendMark::value).min().orElse(0);
    double largest = readings.stream().mapToDouble(TrendMark::value).max().orElse(0);
    text(svg, "end", LEFT - 6, y(largest) + 4, most);
    if (y(smallest) - y(largest) > 14) {
      text(svg, "end", LEFT - 6, y(smallest) + 4, least);
    }
    line(svg, "base", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    text(svg, "start", LEFT, HEIGHT - 8, readings.getFirst().date);
    if (!readings.getLast().date.equals(readings.getFirst().date)) {
      text(svg, "end", WIDTH - RIGHT, HEIGHT - 8, readings.getLast().date);
    }
    steps(svg);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < readings.size(); i++) {
      path.append(i == 0 ? "M" : "L").append(number(x(i))).append(' ');
      path.append(number(y(readings.get(i).value)));
    }
    svg.append("<path d=\"").append(path).append("\"/>");
    for (int i = 0; i < readings.size(); i++) {
      TrendMark reading = readings.get(i);
      if (reading.interval.exists()) {
        line(svg, "ci", x(i), y(reading.interval.low()), x(i), y(reading.interval.high()));
      }
      svg.append("<circle cx=\"").append(number(x(i))).append("\" cy=\"");
      svg.append(number(y(reading.value))).append("\" r=\"3.5\"/>");
    }
    return new Html(svg.append("</svg>").toString());
  }

  private void steps(StringBuilder svg) {
    for (int i = 0; i < readings.size(); i++) {
      String version = readings.get(i).version;
      boolean first = i == 0;
      if (!version.isEmpty() && (first || !version.equals(readings.get(i - 1).version))) {
        double at = first ? LEFT : (x(i - 1) + x(i)) / 2;
        if (!first) {
          line(
              svg,
              readings.get(i).changed ? "step change" : "step",
              at,
              TOP - 8,
              at,
              HEIGHT - BOTTOM);
        }
        text(svg, "start", at + 4, TOP - 8, version);
      }
    }
  }

  private static void text(StringBuilder svg, String anchor, double x, double y, String text) {
    svg.append("<text text-anchor=\"").append(anchor).append("\" x=\"").append(number(x));
    svg.append("\" y=\"").append(number(y)).append("\">");
    svg.append(Html.escape(text)).append("</text>");
  }

  private static void line(
      StringBuilder svg, String kind, double x1, double y1, double x2, double y2) {
    svg.append("<line class=\"").append(kind).append("\" x1=\"").append(number(x1));
    svg.append("\" y1=\"").append(number(y1)).append("\" x2=\"").append(number(x2));
    svg.append("\" y2=\"").append(number(y2)).append("\"/>");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
