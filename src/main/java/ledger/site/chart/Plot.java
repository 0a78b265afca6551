package ledger.site.chart;

import java.util.ArrayList;
import java.util.List;
import ledger.site.page.Html;

/** A plot under construction: marks over two continuous axes, drawn as SVG. */
public final class Plot {
  /** How many series have a colour of their own. */
  public static final int COLOURS = 6;

  /** How many series of one colour can be distinguished. */
  static final int SHAPES = 6;

  /** The colour of a claim's bound. */
  static final int BOUND = -1;

  /** So narrow that text keeps a readable size on a phone. */
  static final int WIDTH = 380;

  private final Axis x;
  private final Axis y;
  private final List<Mark> marks = new ArrayList<>();

  public Plot(Axis x, Axis y) {
    this.x = x;
    this.y = y;
  }

  /**
   * An axis.
   *
   * @param breaks values that are marked; empty to have them chosen
   */
  public record Axis(
      String title, boolean log, List<Double> breaks, List<String> labels, List<Double> limits) {}

  /** What marks mean, from the back to the front. */
  enum MarkKind {
    BOUND,
    LINE,
    RAW,
    INTERVAL,
    POINT,
    RING
  }

  /**
   * Marks of one kind, colour and look.
   *
   * @param look number of a shape or of a dash
   * @param xend the other ends, of segments
   */
  record Mark(
      MarkKind kind,
      int colour,
      int look,
      List<Double> x,
      List<Double> y,
      List<Double> xend,
      List<Double> yend) {}

  /** Unconnected points: what was measured, or faint behind it each raw value. */
  public Plot points(List<Double> atX, List<Double> atY, int colour, int shape, boolean raw) {
    return add(raw ? MarkKind.RAW : MarkKind.POINT, atX, atY, colour, shape % SHAPES);
  }

  /** Rings around points that matter. */
  Plot ring(List<Double> atX, List<Double> atY, int colour) {
    return add(MarkKind.RING, atX, atY, colour, 0);
  }

  public Plot line(List<Double> atX, List<Double> atY, int colour, int shape) {
    return add(MarkKind.LINE, atX, atY, colour, shape % SHAPES);
  }

  private Plot add(MarkKind kind, List<Double> atX, List<Double> atY, int colour, int look) {
    marks.add(new Mark(kind, colour, look, atX, atY, List.of(), List.of()));
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

  Plot segments(Segments all, int colour) {
    MarkKind kind = colour == BOUND ? MarkKind.BOUND : MarkKind.INTERVAL;
    marks.add(new Mark(kind, colour, 0, all.x1(), all.y1(), all.x2(), all.y2()));
    return this;
  }

  public String svg(String label, int height) {
    return "<svg class=\"plot\" viewBox=\"0 0 "
        + WIDTH
        + " "
        + height
        + "\" role=\"img\" aria-label=\""
        + Html.escape(label)
        + "\">"
        + new Drawing(x, y, height).of(marks)
        + "</svg>";
  }

  /** The class that gives a colour. */
  static String name(int colour) {
    return colour == BOUND ? "bound" : "c" + (colour % COLOURS + 1);
  }
}
