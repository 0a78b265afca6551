package ledger.site;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A plot's SVG made fit for a page: no style of its own (colours become classes, so that they
 * follow the theme), no IDs (lets-plot makes them at random) and so nothing that refers to one,
 * numbers rounded, nothing empty. One pass over the text.
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
  private static final Set<String> DEFAULTS =
      Set.of("fill-opacity=1", "stroke-opacity=1", "x1=0", "y1=0", "x2=0", "y2=0", "x=0", "y=0");
  private static final Set<String> SHAPES = Set.of("line", "circle", "rect", "path");
  private static final Set<String> LEFT_OUT = Set.of("style", "defs");

  private final Map<String, String> classes;

  /**
   * @param classes the name of each colour of a plot, as {@code #rrggbb}
   */
  SvgCleaner(Map<String, String> classes) {
    this.classes = new HashMap<>(classes);
    classes.forEach(
        (colour, name) -> {
          int rgb = Integer.parseInt(colour.substring(1), 16);
          String other = "rgb(" + (rgb >> 16) + "," + (rgb >> 8 & 255) + "," + (rgb & 255) + ")";
          this.classes.put(other, name);
        });
  }

  /**
   * @param inner what stands between the outermost tags
   * @param width in user units, as are the coordinates
   */
  record Cleaned(String inner, String width, String height) {}

  /** An element whose end was not seen yet. */
  private static final class Open {
    final String name;

    /** Where its tag and its content begin in what is written. */
    final int start;

    int content;

    /** Whether it holds nothing but shapes. */
    boolean simple = true;

    Open(String name, int start) {
      this.name = name;
      this.start = start;
    }
  }

  Cleaned clean(String svg) {
    return new Pass(svg).run();
  }

  private final class Pass {
    private final String svg;
    private final StringBuilder out;
    private final Deque<Open> open = new ArrayDeque<>();
    private Map<String, String> size = Map.of();

    Pass(String svg) {
      this.svg = svg;
      this.out = new StringBuilder(svg.length());
    }

    Cleaned run() {
      int at = 0;
      while (at < svg.length()) {
        if (svg.charAt(at) != '<') {
          int end = end('<', at);
          text(svg.substring(at, end).strip());
          at = end;
          continue;
        }
        int end = tagEnd(at);
        if (svg.charAt(at + 1) == '/') {
          close();
        } else {
          at = open(at + 1, end) ? end : endOf(name(at + 1), end);
          continue;
        }
        at = end;
      }
      return new Cleaned(out.toString(), dimension("width"), dimension("height"));
    }

    private String dimension(String name) {
      return SvgNumbers.rounded(size.getOrDefault(name, "0"));
    }

    private int end(char c, int from) {
      int end = svg.indexOf(c, from);
      return end < 0 ? svg.length() : end;
    }

    /** Behind a tag's last bracket; an attribute's value may hold one. */
    private int tagEnd(int from) {
      boolean quoted = false;
      for (int i = from; i < svg.length(); i++) {
        char c = svg.charAt(i);
        quoted ^= c == '"';
        if (c == '>' && !quoted) {
          return i + 1;
        }
      }
      return svg.length();
    }

    private String name(int from) {
      int end = from;
      while (end < svg.length() && Character.isLetterOrDigit(svg.charAt(end))) {
        end++;
      }
      return svg.substring(from, end);
    }

    /** Behind the end of an element that is left out. */
    private int endOf(String name, int from) {
      String closing = "</" + name + ">";
      int end = svg.indexOf(closing, from);
      return end < 0 ? svg.length() : end + closing.length();
    }

    /** False for an element that is left out with what it holds. */
    private boolean open(int from, int end) {
      String name = name(from);
      boolean empty = svg.charAt(end - 2) == '/';
      if (LEFT_OUT.contains(name)) {
        return empty;
      }
      Map<String, String> attributes = attributes(from + name.length(), end);
      Open element = new Open(name, out.length());
      if (open.isEmpty()) {
        size = attributes;
      } else {
        out.append('<').append(name);
        write(attributes);
        out.append('>');
      }
      element.content = out.length();
      open.push(element);
      if (empty) {
        close();
      }
      return true;
    }

    private void close() {
      Open element = open.poll();
      Open parent = open.peek();
      if (element == null || parent == null) {
        return;
      }
      boolean bare = element.content - element.start == element.name.length() + 2;
      boolean empty = out.length() == element.content;
      if (empty && (element.name.equals("g") || (element.name.equals("path") && bare))) {
        out.setLength(element.start);
      } else if (empty && SHAPES.contains(element.name)) {
        out.insert(out.length() - 1, '/');
      } else if (element.name.equals("g") && bare && element.simple) {
        out.delete(element.start, element.content);
      } else {
        out.append("</").append(element.name).append('>');
        parent.simple = false;
      }
    }

    private void text(String text) {
      Open element = open.peek();
      if (element != null && !text.isEmpty()) {
        out.append(text);
        element.simple = false;
      }
    }

    private Map<String, String> attributes(int from, int end) {
      Map<String, String> attributes = new LinkedHashMap<>();
      int at = from;
      while (true) {
        int equal = svg.indexOf("=\"", at);
        if (equal < 0 || equal >= end) {
          return attributes;
        }
        int close = end('"', equal + 2);
        attributes.put(svg.substring(at, equal).strip(), svg.substring(equal + 2, close));
        at = close + 1;
      }
    }

    private void write(Map<String, String> attributes) {
      Set<String> names = new TreeSet<>();
      attributes.forEach(
          (key, value) -> {
            switch (key) {
              case "fill", "stroke" -> colour(key, value, names);
              case "class" -> names.add(value);
              default -> {
                if (KEPT.contains(key)) {
                  String rounded = SvgNumbers.rounded(value);
                  if (!DEFAULTS.contains(key + "=" + rounded)) {
                    attribute(key, rounded);
                  }
                }
              }
            }
          });
      if (!names.isEmpty()) {
        attribute("class", String.join(" ", names));
      }
    }

    private void colour(String key, String value, Set<String> names) {
      String name = classes.get(value);
      if (name != null) {
        names.add((key.equals("fill") ? "f-" : "s-") + name);
      } else if (value.equals("none")) {
        attribute(key, value);
      } else if (key.equals("fill")) {
        names.add("f-none");
      }
    }

    private void attribute(String key, String value) {
      out.append(' ').append(key).append("=\"").append(value).append('"');
    }
  }
}
