package ledger.site.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ledger.site.page.Html;
import ledger.text.Numbers;

/**
 * A plot's marks as SVG. Marks of one look are one path, and looks are classes, so that a page with
 * dozens of charts stays small and follows the theme.
 */
final class Drawing {
  /** The width of a character, on average, and the height of a line of text. */
  private static final double CHARACTER = 7;

  static final int LINE = 16;

  private static final double TOP = 20;
  private static final double RIGHT = 12;
  private static final double BOTTOM = 38;

  /** Raw marks and points are lines without length whose ends are round, or square. */
  private static final List<String> SHAPES =
      List.of(
          "h0",
          "h0",
          "m0-4.5l4.5 8h-9z",
          "m0-5l5 5-5 5-5-5z",
          "m-4 0h8m-4-4v8",
          "m-3-3l6 6m-6 0l6-6");

  private static final List<String> SHAPE_CLASSES =
      List.of("round", "square", "", "", "stroke", "stroke");

  private final Plot.Axis x;
  private final Plot.Axis y;
  private final List<Tick> across;
  private final List<Tick> up;
  private final double left;
  private final double right;
  private final double bottom;
  private final StringBuilder out = new StringBuilder();

  private record Tick(double at, String label) {}

  Drawing(Plot.Axis x, Plot.Axis y, int height) {
    this.x = x;
    this.y = y;
    this.across = ticks(x);
    this.up = ticks(y);
    double widest =
        up.stream().mapToDouble(tick -> tick.label().length() * CHARACTER).max().orElse(0);
    this.left = isRows() ? 4 : Math.max(12, widest + 8);
    double last = across.isEmpty() ? 0 : across.getLast().label().length() * CHARACTER / 2;
    this.right = Plot.WIDTH - Math.max(RIGHT, isRows() ? last : Math.min(last, 30));
    this.bottom = height - BOTTOM;
  }

  /** Whether the labels of the vertical axis are names, which stand above what they are about. */
  private boolean isRows() {
    return y.title().equals(Axes.ROWS);
  }

  String of(List<Plot.Mark> marks) {
    axes();
    marks.stream().sorted(Comparator.comparing(Plot.Mark::kind)).forEach(this::mark);
    return out.toString();
  }

  private void axes() {
    StringBuilder grid = new StringBuilder();
    for (Tick tick : across) {
      grid.append('M')
          .append(n(px(tick.at())))
          .append(' ')
          .append(n(TOP))
          .append('V')
          .append(n(bottom));
    }
    if (!isRows()) {
      for (Tick tick : up) {
        grid.append('M')
            .append(n(left))
            .append(' ')
            .append(n(py(tick.at())))
            .append('H')
            .append(n(right));
      }
    }
    path("s-grid", grid);
    path("s-axis", new StringBuilder("M" + n(left) + " " + n(bottom) + "H" + n(right)));
    for (Tick tick : across) {
      text("m", px(tick.at()), bottom + LINE, tick.label());
    }
    text("m", (left + right) / 2, bottom + 2 * LINE, x.title());
    if (isRows()) {
      for (int i = 0; i < up.size(); i++) {
        double at = py(up.get(i).at() + 0.5) + LINE - 4;
        for (String line : wrapped(up.get(i).label())) {
          text("row", left, at, line);
          at += LINE;
        }
      }
    } else {
      for (Tick tick : up) {
        text("e", left - 6, py(tick.at()) + 4.5, tick.label());
      }
      text("", 0, LINE - 4, y.title());
    }
  }

  /** How many lines the longest name takes. */
  static int lines(List<String> labels) {
    return labels.stream().mapToInt(label -> wrapped(label).size()).max().orElse(1);
  }

  /** A name in as many lines as it takes: nothing of it is cut off. */
  private static List<String> wrapped(String label) {
    int most = (int) ((Plot.WIDTH - 8) / CHARACTER);
    List<String> lines = new ArrayList<>();
    String rest = label;
    while (rest.length() > most) {
      int space = rest.lastIndexOf(' ', most);
      int end = space > most / 3 ? space : most;
      lines.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }

  private void mark(Plot.Mark mark) {
    String colour = Plot.name(mark.colour());
    switch (mark.kind()) {
      case BOUND -> path("s-bound", segments(mark));
      case INTERVAL -> path("i s-" + colour, segments(mark));
      case LINE -> path("d" + (mark.look() + 1) + " s-" + colour, line(mark));
      case RAW -> path("raw s-" + colour, points(mark, "h0"));
      case RING -> path("f-none s-" + colour, points(mark, "m-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0"));
      case POINT -> {
        String form = SHAPE_CLASSES.get(mark.look());
        path(
            form.isEmpty() ? "f-" + colour : form + " s-" + colour,
            points(mark, SHAPES.get(mark.look())));
      }
    }
  }

  private StringBuilder points(Plot.Mark mark, String shape) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < mark.x().size(); i++) {
      double atX = px(mark.x().get(i));
      double atY = py(mark.y().get(i));
      if (isInside(atX, atY)) {
        data.append('M').append(n(atX)).append(' ').append(n(atY)).append(shape);
      }
    }
    return data;
  }

  private StringBuilder line(Plot.Mark mark) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < mark.x().size(); i++) {
      double atX = px(mark.x().get(i));
      double atY = py(mark.y().get(i));
      if (isInside(atX, atY)) {
        data.append(data.isEmpty() ? 'M' : 'L').append(n(atX)).append(' ').append(n(atY));
      }
    }
    return data;
  }

  private StringBuilder segments(Plot.Mark mark) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < mark.x().size(); i++) {
      double x1 = Math.clamp(px(mark.x().get(i)), left, right);
      double y1 = py(mark.y().get(i));
      double x2 = Math.clamp(px(mark.xend().get(i)), left, right);
      double y2 = py(mark.yend().get(i));
      if (Double.isFinite(y1 + y2 + x1 + x2)) {
        data.append('M').append(n(x1)).append(' ').append(n(y1));
        data.append('L').append(n(x2)).append(' ').append(n(y2));
      }
    }
    return data;
  }

  private static boolean isInside(double atX, double atY) {
    return atX > -1 && atX < Plot.WIDTH + 1 && atY > -1 && atY < 10_000;
  }

  private double px(double value) {
    return left + share(x, value) * (right - left);
  }

  private double py(double value) {
    return bottom - share(y, value) * (bottom - TOP);
  }

  private static double share(Plot.Axis axis, double value) {
    double from = axis.limits().getFirst();
    double to = axis.limits().getLast();
    return axis.log()
        ? (Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))
        : (value - from) / (to - from);
  }

  private static List<Tick> ticks(Plot.Axis axis) {
    List<Tick> ticks = new ArrayList<>();
    if (!axis.breaks().isEmpty()) {
      for (int i = 0; i < axis.breaks().size(); i++) {
        ticks.add(new Tick(axis.breaks().get(i), axis.labels().get(i)));
      }
      return ticks;
    }
    double from = axis.limits().getFirst();
    double to = axis.limits().getLast();
    double step = step((to - from) / 5);
    for (double k = Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k++) {
      if (ticks.size() > 12) {
        break;
      }
      ticks.add(new Tick(k * step, Numbers.number(k == 0 ? 0 : k * step)));
    }
    return ticks;
  }

  /** Once, twice or five times a power of ten, not less than this. */
  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    return least <= power
        ? power
        : least <= 2 * power ? 2 * power : least <= 5 * power ? 5 * power : 10 * power;
  }

  private void path(String classes, StringBuilder data) {
    if (!data.isEmpty()) {
      out.append("<path class=\"").append(classes).append("\" d=\"").append(data).append("\"/>");
    }
  }

  private void text(String classes, double atX, double atY, String text) {
    if (!text.isBlank()) {
      out.append("<text");
      if (!classes.isEmpty()) {
        out.append(" class=\"").append(classes).append('"');
      }
      out.append(" x=\"").append(n(atX)).append("\" y=\"").append(n(atY)).append("\">");
      out.append(Html.escape(text)).append("</text>");
    }
  }

  /** A length with one decimal. */
  private static String n(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0
        ? Long.toString(tenths / 10)
        : (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
  }
}
