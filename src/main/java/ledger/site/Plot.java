package ledger.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plot under construction, in lets-plot's terms: layers over two continuous axes. */
final class Plot {
  /** How many series have a colour of their own. */
  static final int COLOURS = 6;

  /** How many series of one colour can be told apart. */
  static final int SHAPES = 6;

  /** The colour of a claim's bound. */
  static final int BOUND = -1;

  private static final int WIDTH = 440;

  /** lets-plot's numbers for circle, square, triangle, diamond, plus and cross. */
  private static final List<Integer> POINTS = List.of(16, 15, 17, 18, 3, 4);

  private static final List<String> LINES =
      List.of("solid", "dashed", "dotted", "longdash", "dotdash", "twodash");
  private static final int RING = 1;
  private static final SvgCleaner CLEANER = new SvgCleaner(classes());

  private final List<Object> scales =
      new ArrayList<>(List.of(asIs("color"), asIs("shape"), asIs("linetype")));
  private final Marks bounds = new Marks("linetype");
  private final Marks lines = new Marks("linetype");
  private final Marks faint = new Marks("shape");
  private final Marks intervals = new Marks("linetype");
  private final Marks points = new Marks("shape");
  private final Marks rings = new Marks("shape");

  /** An axis. */
  record Axis(
      String title, boolean log, List<Double> breaks, List<String> labels, List<Double> limits) {}

  Plot x(Axis axis) {
    scales.add(scale("x", axis));
    return this;
  }

  Plot y(Axis axis) {
    scales.add(scale("y", axis));
    return this;
  }

  /** Unconnected points: what was measured, or faint behind it each raw value. */
  Plot points(List<Double> x, List<Double> y, int colour, int shape, boolean raw) {
    (raw ? faint : points).add(x, y, colour, POINTS.get(shape % SHAPES));
    return this;
  }

  /** Rings around points that matter. */
  Plot ring(List<Double> x, List<Double> y, int colour) {
    rings.add(x, y, colour, RING);
    return this;
  }

  Plot line(List<Double> x, List<Double> y, int colour, int shape) {
    lines.add(x, y, colour, LINES.get(shape % SHAPES));
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
    Marks own = colour == BOUND ? bounds : intervals;
    own.add(segments.x1(), segments.y1(), colour, "solid");
    own.xend.addAll(segments.x2());
    own.yend.addAll(segments.y2());
    return this;
  }

  String svg(String label, int height) {
    return "<svg class=\"plot\" viewBox=\"0 0 "
        + WIDTH
        + " "
        + height
        + "\" role=\"img\" aria-label=\""
        + Html.escape(label)
        + "\">"
        + CLEANER.clean(LetsPlot.draw(spec(height)))
        + "</svg>";
  }

  /** What to draw, in lets-plot's terms. */
  Map<String, Object> spec(int height) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("kind", "plot");
    spec.put("ggsize", new LinkedHashMap<>(Map.of("width", WIDTH, "height", height)));
    spec.put("theme", theme());
    spec.put("scales", scales);
    spec.put("layers", layers());
    return spec;
  }

  /** The class that gives a colour. */
  static String name(int colour) {
    return "c" + (colour % COLOURS + 1);
  }

  private static Map<String, Object> scale(String aesthetic, Axis axis) {
    Map<String, Object> scale = new LinkedHashMap<>();
    scale.put("aesthetic", aesthetic);
    scale.put("name", axis.title());
    if (axis.log()) {
      scale.put("trans", "log10");
    }
    scale.put("limits", axis.limits());
    scale.put("expand", List.of(0, 0));
    if (!axis.breaks().isEmpty()) {
      scale.put("breaks", axis.breaks());
      scale.put("labels", axis.labels());
    }
    return scale;
  }

  /** From the back to the front. */
  private List<Object> layers() {
    List<Object> layers = new ArrayList<>();
    bounds.layer("segment", Map.of("size", 1.0), layers);
    lines.layer("line", Map.of("size", 1.0), layers);
    faint.layer("point", Map.of("size", 2.0, "alpha", 0.35), layers);
    intervals.layer("segment", Map.of("size", 1.6), layers);
    points.layer("point", Map.of("size", 3.5), layers);
    rings.layer("point", Map.of("size", 8.0, "stroke", 1.2), layers);
    return layers;
  }

  /**
   * Marks of one kind, a column an aesthetic. All of them are one layer, because a layer costs
   * lets-plot more than its marks.
   */
  private static final class Marks {
    final String looks;
    final List<Double> x = new ArrayList<>();
    final List<Double> y = new ArrayList<>();
    final List<Double> xend = new ArrayList<>();
    final List<Double> yend = new ArrayList<>();
    final List<Object> colour = new ArrayList<>();
    final List<Object> look = new ArrayList<>();
    final List<Object> group = new ArrayList<>();

    /**
     * @param looks the aesthetic that tells series of one colour apart
     */
    Marks(String looks) {
      this.looks = looks;
    }

    void add(List<Double> atX, List<Double> atY, int inColour, Object as) {
      x.addAll(atX);
      y.addAll(atY);
      int own = group.isEmpty() ? 0 : (Integer) group.getLast() + 1;
      for (int i = 0; i < atX.size(); i++) {
        colour.add(hex(inColour));
        look.add(as);
        group.add(own);
      }
    }

    void layer(String geom, Map<String, Object> constants, List<Object> layers) {
      if (x.isEmpty()) {
        return;
      }
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("x", x);
      data.put("y", y);
      if (!xend.isEmpty()) {
        data.put("xend", xend);
        data.put("yend", yend);
      }
      data.put("color", colour);
      data.put(looks, look);
      data.put("group", group);
      Map<String, Object> mapping = new LinkedHashMap<>();
      data.keySet().forEach(name -> mapping.put(name, name));
      Map<String, Object> layer = new LinkedHashMap<>();
      layer.put("geom", geom);
      layer.put("data", data);
      layer.put("mapping", mapping);
      layer.put("tooltips", "none");
      layer.putAll(constants);
      layers.add(layer);
    }
  }

  /** A scale that takes the values of a column as they are. */
  private static Map<String, Object> asIs(String aesthetic) {
    Map<String, Object> scale = new LinkedHashMap<>();
    scale.put("aesthetic", aesthetic);
    scale.put("scale_mapper_kind", "identity");
    scale.put("discrete", true);
    scale.put("guide", "none");
    return scale;
  }

  private static Map<String, Object> theme() {
    Map<String, Object> theme = new LinkedHashMap<>();
    theme.put("name", "none");
    theme.put("legend_position", "none");
    theme.put("line", element("#010203", 1.0));
    theme.put("text", element("#010204", 12.0));
    theme.put("axis_title", element("#010204", 13.0));
    theme.put("axis_text", element("#010204", 13.0));
    Map<String, Object> level = element("#010204", 13.0);
    level.put("angle", 0);
    theme.put("axis_text_x", level);
    theme.put("panel_grid_major", element("#010205", 1.0));
    theme.put("panel_grid_minor", blank());
    theme.put("panel_grid", element("#010205", 1.0));
    theme.put("plot_background", blank());
    theme.put("panel_background", blank());
    theme.put("axis_ticks", blank());
    theme.put("axis_line_y", blank());
    return theme;
  }

  private static Map<String, Object> element(String colour, double size) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("color", colour);
    element.put("size", size);
    element.put("blank", false);
    return element;
  }

  private static Map<String, Object> blank() {
    return new LinkedHashMap<>(Map.of("blank", true));
  }

  /** Colours that no one sees: each stands for a class. */
  private static String hex(int colour) {
    return colour < 0 ? "#0a0c01" : "#0a0b0" + (colour % COLOURS + 1);
  }

  private static Map<String, String> classes() {
    Map<String, String> classes = new LinkedHashMap<>();
    for (int i = 0; i < COLOURS; i++) {
      classes.put(hex(i), name(i));
    }
    classes.put(hex(BOUND), "bound");
    classes.put("#010203", "axis");
    classes.put("#010205", "grid");
    return classes;
  }
}
