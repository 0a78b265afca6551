package ledger.site.chart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.site.page.Html;

/** A plot under construction: marks over two continuous axes. */
public final class Plot {
  /** How many series have a colour of their own. */
  public static final int COLOURS = 6;

  /** How many series of one colour can be distinguished. */
  static final int SHAPES = 6;

  /** The colour of a claim's bound. */
  static final int BOUND = -1;

  private static final int WIDTH = 440;
  private static final int USUAL_LENGTH = 8192;
  private static final SvgCleaner CLEANER = new SvgCleaner(classes());

  private final Axis x;
  private final Axis y;
  private final Map<Marks.MarkKind, Marks> marks = new EnumMap<>(Marks.MarkKind.class);

  public Plot(Axis x, Axis y) {
    this.x = x;
    this.y = y;
  }

  /** An axis. */
  public record Axis(
      String title, boolean log, List<Double> breaks, List<String> labels, List<Double> limits) {}

  /** Unconnected points: what was measured, or faint behind it each raw value. */
  public Plot points(List<Double> atX, List<Double> atY, int colour, int shape, boolean raw) {
    marks(raw ? Marks.MarkKind.RAW : Marks.MarkKind.POINT)
        .add(atX, atY, colour(colour), shape % SHAPES);
    return this;
  }

  /** Rings around points that matter. */
  Plot ring(List<Double> atX, List<Double> atY, int colour) {
    marks(Marks.MarkKind.RING).add(atX, atY, colour(colour), LetsPlot.RING);
    return this;
  }

  public Plot line(List<Double> atX, List<Double> atY, int colour, int shape) {
    marks(Marks.MarkKind.LINE).add(atX, atY, colour(colour), shape % SHAPES);
    return this;
  }

  /** Lines from {@code (x1, y1)} to {@code (x2, y2)}, each list one entry a line. */
  record Segments(List<Double> x1, List<Double> y1, List<Double> x2, List<Double> y2) {
    Segments() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(double fromX, double fromY, double toX, double toY) {
      x1.add(fromX);
      y1.add(fromY);
      x2.add(toX);
      y2.add(toY);
    }
  }

  Plot segments(Segments segments, int colour) {
    Marks own = marks(colour == BOUND ? Marks.MarkKind.BOUND : Marks.MarkKind.INTERVAL);
    own.add(segments.x1(), segments.y1(), colour(colour), 0);
    own.xend.addAll(segments.x2());
    own.yend.addAll(segments.y2());
    return this;
  }

  private Marks marks(Marks.MarkKind kind) {
    return marks.computeIfAbsent(kind, Marks::new);
  }

  public String svg(String label, int height) {
    StringBuilder out = new StringBuilder(USUAL_LENGTH);
    out.append("<svg class=\"plot\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(height);
    out.append("\" role=\"img\" aria-label=\"").append(Html.escape(label)).append("\">");
    CLEANER.write(LetsPlot.draw(x, y, marks.values(), WIDTH, height), out);
    return out.append("</svg>").toString();
  }

  /** The class that gives a colour. */
  static String name(int colour) {
    return "c" + (colour % COLOURS + 1);
  }

  /** The number of a colour for {@link #hex}: those of series, and behind them the bound's. */
  private static int colour(int colour) {
    return colour < 0 ? COLOURS : colour % COLOURS;
  }

  /** Colours that nobody sees: each is replaced by a class. */
  static String hex(int colour) {
    return colour == COLOURS ? "#0a0c01" : "#0a0b0" + (colour + 1);
  }

  private static Map<String, String> classes() {
    Map<String, String> classes = new HashMap<>();
    for (int i = 0; i < COLOURS; i++) {
      classes.put(hex(i), name(i));
    }
    classes.put(hex(COLOURS), "bound");
    classes.put(PlotTheme.AXIS, "axis");
    classes.put(PlotTheme.GRID, "grid");
    return classes;
  }
}
