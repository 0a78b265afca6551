package ledger.site.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.site.page.Html;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgAttributeSpec;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgElement;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgNode;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgTextNode;
import org.jetbrains.letsPlot.datamodel.svg.dom.slim.SvgSlimNode;
import org.jspecify.annotations.Nullable;

/**
 * A plot's SVG written for a page: no style of its own (colours become classes, so that they follow
 * the theme), no IDs (lets-plot makes them at random) and so nothing that refers to one, numbers
 * rounded, nothing empty. One walk over lets-plot's elements.
 */
final class SvgCleaner {
  private static final Set<String> KEPT =
      Set.of(
          "x",
          "y",
          "x1",
          "x2",
          "y1",
          "y2",
          "cx",
          "cy",
          "r",
          "d",
          "width",
          "height",
          "transform",
          "fill-opacity",
          "stroke-opacity",
          "stroke-width",
          "stroke-dasharray",
          "text-anchor",
          "dy");

  /** Left out where they are 0, or 1. */
  private static final Set<String> USUALLY_0 = Set.of("x", "y", "x1", "y1", "x2", "y2");

  private static final Set<String> USUALLY_1 = Set.of("fill-opacity", "stroke-opacity");
  private static final Set<String> SHAPES = Set.of("line", "circle", "rect", "path");
  private static final Set<String> LEFT_OUT = Set.of("style", "defs");

  private final Map<String, String> fills = new HashMap<>();
  private final Map<String, String> strokes = new HashMap<>();

  /**
   * @param classes the name of each colour of a plot, as {@code #rrggbb}
   */
  SvgCleaner(Map<String, String> classes) {
    classes.forEach(
        (colour, name) -> {
          int rgb = Integer.parseInt(colour.substring(1), 16);
          String other = "rgb(" + (rgb >> 16) + "," + (rgb >> 8 & 255) + "," + (rgb & 255) + ")";
          for (String value : List.of(colour, other)) {
            fills.put(value, "f-" + name);
            strokes.put(value, "s-" + name);
          }
        });
  }

  void write(SvgNode drawing, StringBuilder out) {
    new Walk(out).node(drawing);
  }

  private final class Walk {
    private final StringBuilder out;

    /** Those of the element whose tag is being written. */
    private final List<String> classes = new ArrayList<>();

    Walk(StringBuilder out) {
      this.out = out;
    }

    /** False if it wrote anything but shapes, as do the other methods that write elements. */
    boolean node(SvgNode node) {
      return switch (node) {
        case SvgTextNode text -> text(text.textContent().get());
        case SvgSlimNode slim -> slim(slim);
        case SvgElement element -> element(element);
        default -> throw new IllegalStateException("unknown in an SVG: " + node);
      };
    }

    private boolean text(@Nullable String text) {
      int start = out.length();
      out.append(Html.escape(text == null ? "" : text.strip()));
      return out.length() == start;
    }

    private boolean element(SvgElement element) {
      String name = element.getElementName();
      if (LEFT_OUT.contains(name)) {
        return true;
      }
      int start = open(name);
      for (SvgAttributeSpec<?> key : element.getAttributeKeys()) {
        attribute(key.getName(), element.getAttribute(key).get());
      }
      int content = endTag();
      boolean simple = true;
      for (SvgNode child : element.children()) {
        simple &= node(child);
      }
      return close(name, start, content, simple);
    }

    /** What lets-plot has many of is of a kind of its own. */
    private boolean slim(SvgSlimNode element) {
      String name = element.getElementName();
      int start = open(name);
      for (SvgSlimNode.Attr attribute : element.getAttributes()) {
        attribute(attribute.getKey(), attribute.getValue());
      }
      int content = endTag();
      boolean simple = true;
      for (SvgSlimNode child : element.getSlimChildren()) {
        simple &= slim(child);
      }
      return close(name, start, content, simple);
    }

    private int open(String name) {
      int start = out.length();
      out.append('<').append(name);
      return start;
    }

    /** Where the content begins. */
    private int endTag() {
      if (!classes.isEmpty()) {
        classes.sort(null);
        written("class", String.join(" ", classes));
        classes.clear();
      }
      return out.append('>').length();
    }

    /**
     * @param simple whether it contains nothing but shapes
     */
    private boolean close(String name, int start, int content, boolean simple) {
      boolean bare = content - start == name.length() + 2;
      boolean empty = out.length() == content;
      if (empty && (name.equals("g") || (name.equals("path") && bare))) {
        out.setLength(start);
      } else if (empty && SHAPES.contains(name)) {
        out.insert(content - 1, '/');
      } else if (name.equals("g") && bare && simple) {
        out.delete(start, content);
      } else {
        out.append("</").append(name).append('>');
        return false;
      }
      return true;
    }

    private void attribute(String key, @Nullable Object value) {
      switch (key) {
        case "fill" -> colour(key, String.valueOf(value), fills);
        case "stroke" -> colour(key, String.valueOf(value), strokes);
        case "class" -> classes.add(String.valueOf(value));
        default -> {
          if (value != null && KEPT.contains(key)) {
            rounded(key, value);
          }
        }
      }
    }

    private void colour(String key, String value, Map<String, String> names) {
      String name = names.get(value);
      if (name != null) {
        classes.add(name);
      } else if (value.equals("none")) {
        written(key, value);
      } else if (key.equals("fill")) {
        classes.add("f-none");
      }
    }

    private void rounded(String key, Object value) {
      int start = out.length();
      out.append(' ').append(key).append("=\"");
      int from = out.length();
      if (value instanceof Double number) {
        SvgNumbers.append(out, number);
      } else {
        SvgNumbers.append(out, value.toString());
      }
      if (isUsual(key, from)) {
        out.setLength(start);
      } else {
        out.append('"');
      }
    }

    private boolean isUsual(String key, int from) {
      if (out.length() != from + 1) {
        return false;
      }
      return switch (out.charAt(from)) {
        case '0' -> USUALLY_0.contains(key);
        case '1' -> USUALLY_1.contains(key);
        default -> false;
      };
    }

    private void written(String key, String value) {
      out.append(' ').append(key).append("=\"").append(value).append('"');
    }
  }
}
