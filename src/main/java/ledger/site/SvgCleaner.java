package ledger.site;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A plot's SVG made fit for a page: no style of its own (colours become classes, so that they
 * follow the theme), no IDs (lets-plot makes them at random) and so nothing that refers to one,
 * numbers rounded, nothing empty.
 */
final class SvgCleaner {
  private static final Pattern PIECE =
      Pattern.compile("<(/?)([A-Za-z]+)((?:[^>\"/]|\"[^\"]*\"|/(?!>))*+)(/?)>|([^<]+)");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([A-Za-z_:][A-Za-z0-9_:-]*)=\"([^\"]*)\"");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE]-?[0-9]+)?");
  private static final Pattern RGB = Pattern.compile("rgb\\(([0-9]+),([0-9]+),([0-9]+)\\)");
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
          "class",
          "fill-opacity",
          "stroke-opacity",
          "stroke-width",
          "stroke-dasharray",
          "text-anchor",
          "dy",
          "fill",
          "stroke");
  private static final Set<String> DEFAULTS =
      Set.of("fill-opacity=1", "stroke-opacity=1", "x1=0", "y1=0", "x2=0", "y2=0", "x=0", "y=0");

  private final Map<String, String> classes;

  /**
   * @param classes the name of each colour of a plot, as {@code #rrggbb}
   */
  SvgCleaner(Map<String, String> classes) {
    this.classes = classes;
  }

  /**
   * @param inner what stands between the outermost tags
   * @param width in user units, as are the coordinates
   */
  record Cleaned(String inner, String width, String height) {}

  Cleaned clean(String svg) {
    StringBuilder out = new StringBuilder();
    Deque<String> open = new ArrayDeque<>();
    String width = "0";
    String height = "0";
    int skipped = 0;
    Matcher piece = PIECE.matcher(svg);
    while (piece.find()) {
      String name = piece.group(2);
      if (name == null) {
        out.append(skipped > 0 ? "" : piece.group(5).strip());
        continue;
      }
      boolean closing = !piece.group(1).isEmpty();
      if (name.equals("style") || name.equals("defs")) {
        skipped += closing ? -1 : 1;
      } else if (skipped == 0 && name.equals("svg") && !closing && open.isEmpty()) {
        Map<String, String> attributes = attributes(piece.group(3));
        width = round(attributes.getOrDefault("width", "0"));
        height = round(attributes.getOrDefault("height", "0"));
        open.push(name);
      } else if (skipped == 0 && closing) {
        close(out, name, open);
      } else if (skipped == 0) {
        open(out, name, piece.group(3), !piece.group(4).isEmpty());
        if (piece.group(4).isEmpty()) {
          open.push(name);
        }
      }
    }
    return new Cleaned(withoutEmpty(out.toString()), width, height);
  }

  private static void close(StringBuilder out, String name, Deque<String> open) {
    open.poll();
    if (!open.isEmpty()) {
      out.append("</").append(name).append('>');
    }
  }

  private void open(StringBuilder out, String name, String raw, boolean empty) {
    Map<String, String> kept = new LinkedHashMap<>();
    Set<String> classNames = new TreeSet<>();
    attributes(raw)
        .forEach(
            (key, value) -> {
              if (key.equals("fill") || key.equals("stroke")) {
                colour(key, value, kept, classNames);
              } else if (key.equals("class")) {
                classNames.add(value);
              } else if (KEPT.contains(key)) {
                String rounded = round(value);
                if (!DEFAULTS.contains(key + "=" + rounded)) {
                  kept.put(key, rounded);
                }
              }
            });
    if (!classNames.isEmpty()) {
      kept.put("class", String.join(" ", classNames));
    }
    out.append('<').append(name);
    kept.forEach(
        (key, value) -> out.append(' ').append(key).append("=\"").append(value).append('"'));
    out.append(empty ? "/>" : ">");
  }

  private void colour(String key, String value, Map<String, String> kept, Set<String> classNames) {
    String name = classes.get(hex(value));
    if (name != null) {
      classNames.add((key.equals("fill") ? "f-" : "s-") + name);
    } else if (value.equals("none")) {
      kept.put(key, value);
    } else if (key.equals("fill")) {
      classNames.add("f-none");
    }
  }

  private static @Nullable String hex(String colour) {
    Matcher rgb = RGB.matcher(colour);
    return rgb.matches()
        ? String.format(
            Locale.ROOT,
            "#%02x%02x%02x",
            Integer.parseInt(rgb.group(1)),
            Integer.parseInt(rgb.group(2)),
            Integer.parseInt(rgb.group(3)))
        : colour;
  }

  private static Map<String, String> attributes(String raw) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(raw);
    while (matcher.find()) {
      attributes.put(matcher.group(1), matcher.group(2));
    }
    return attributes;
  }

  private static String round(String value) {
    return NUMBER
        .matcher(value)
        .replaceAll(
            match -> {
              BigDecimal rounded =
                  new BigDecimal(match.group())
                      .setScale(2, RoundingMode.HALF_EVEN)
                      .stripTrailingZeros();
              return rounded.signum() == 0 ? "0" : rounded.toPlainString();
            })
        .replace(" ) ", ")")
        .strip();
  }

  private static String withoutEmpty(String svg) {
    String before;
    String after = svg;
    do {
      before = after;
      after = before.replaceAll("<(g|defs)(?: [^<>]*)?></\\1>|<path></path>|<path ?/>", "");
      after =
          after.replaceAll(
              "<g>((?:<(?:line|circle|rect|path)[^<>]*></(?:line|circle|rect|path)>|<(?:line|circle|rect|path)[^<>]*/>)*)</g>",
              "$1");
    } while (!after.equals(before));
    return after.replaceAll("<(line|circle|rect|path)([^<>]*)></\\1>", "<$1$2/>");
  }
}
