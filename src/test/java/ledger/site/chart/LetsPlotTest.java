package ledger.site.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kotlin.Unit;
import org.jetbrains.letsPlot.core.plot.base.theme.Theme;
import org.jetbrains.letsPlot.core.util.MonolithicCommon;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgSvgElement;
import org.jetbrains.letsPlot.datamodel.svg.util.SvgToString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our way through lets-plot draws what lets-plot's own export draws from a spec. */
class LetsPlotTest {
  private static final SvgToString TEXT = new SvgToString((width, height, argb) -> "", true);
  private static final int WIDTH = 440;
  private static final int HEIGHT = 260;
  private static final List<Double> LEFT = List.of(0.004, 0.0123, 0.0157);
  private static final List<Double> LOW = List.of(0.1, 1.0, 7.0);
  private static final List<Double> RIGHT = List.of(0.006, 0.0123, 0.007);
  private static final List<Double> HIGH = List.of(0.2, 0.5, 7.0);

  /** Axes of each form; some of what is drawn lies outside of them. */
  private enum OverAxes {
    LINEAR(Axes.continuous("a & b", LEFT), Axes.rows(List.of("<first>", "second", "third"))),
    MARKED(Axes.continuous("ms", List.of(0.0, 0.02)), Axes.marked("n", List.of(1.0, 2.0, 3.0))),
    LOGARITHMIC(
        Axes.continuous("s", List.of(0.003, 16.0)),
        Axes.marked("batch", List.of(0.5, 1.0, 2.0, 4.0, 8.0, 16.0)));

    final Plot.Axis x;
    final Plot.Axis y;

    OverAxes(Plot.Axis x, Plot.Axis y) {
      this.x = x;
      this.y = y;
    }
  }

  /** Every kind of mark in every colour and look. */
  private static List<Marks> marks() {
    List<Marks> all = new ArrayList<>();
    for (Marks.MarkKind kind : Marks.MarkKind.values()) {
      Marks marks = new Marks(kind);
      boolean isPoint = kind.form == Marks.Form.POINT;
      int looks = isPoint ? LetsPlot.SHAPES.size() : LetsPlot.DASHES.size();
      for (int look = 0; look < looks; look++) {
        marks.add(LEFT, LOW, (look + 1) % (Plot.COLOURS + 1), look);
        if (kind.form == Marks.Form.SEGMENT) {
          marks.xend.addAll(RIGHT);
          marks.yend.addAll(HIGH);
        }
      }
      all.add(marks);
    }
    return all;
  }

  private static Map<String, Object> spec(Plot.Axis x, Plot.Axis y, List<Marks> marks) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("kind", "plot");
    spec.put("ggsize", new LinkedHashMap<>(Map.of("width", WIDTH, "height", HEIGHT)));
    spec.put("theme", PlotTheme.settings());
    spec.put(
        "scales",
        new ArrayList<>(
            List.of(scale("x", x), scale("y", y), asIs("color"), asIs("shape"), asIs("linetype"))));
    spec.put("layers", new ArrayList<>(marks.stream().map(LetsPlotTest::layer).toList()));
    return spec;
  }

  private static Map<String, Object> scale(String aesthetic, Plot.Axis axis) {
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

  /** A scale that takes the values of a column as they are. */
  private static Map<String, Object> asIs(String aesthetic) {
    Map<String, Object> scale = new LinkedHashMap<>();
    scale.put("aesthetic", aesthetic);
    scale.put("scale_mapper_kind", "identity");
    scale.put("discrete", true);
    scale.put("guide", "none");
    return scale;
  }

  private static Map<String, Object> layer(Marks marks) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("x", marks.x);
    data.put("y", marks.y);
    if (marks.kind.form == Marks.Form.SEGMENT) {
      data.put("xend", marks.xend);
      data.put("yend", marks.yend);
    }
    data.put("color", marks.colour.stream().map(n -> Plot.hex(n.intValue())).toList());
    if (marks.kind.form == Marks.Form.POINT) {
      data.put(
          "shape",
          marks.look.stream().map(n -> LetsPlot.SHAPES.get(n.intValue()).getCode()).toList());
    } else {
      List<String> dashes = List.of("solid", "dashed", "dotted", "longdash", "dotdash", "twodash");
      data.put("linetype", marks.look.stream().map(n -> dashes.get(n.intValue())).toList());
    }
    data.put("group", marks.group);
    Map<String, Object> layer = new LinkedHashMap<>();
    layer.put("geom", marks.kind.form.name().toLowerCase(Locale.ROOT));
    layer.put("data", data);
    Map<String, Object> mapping = new LinkedHashMap<>();
    data.keySet().forEach(name -> mapping.put(name, name));
    layer.put("mapping", mapping);
    layer.put("size", marks.kind.size);
    if (marks.kind == Marks.MarkKind.RAW) {
      layer.put("alpha", 0.35);
    }
    if (marks.kind == Marks.MarkKind.RING) {
      layer.put("stroke", 1.2);
    }
    return layer;
  }

  private static List<String> exported(Plot.Axis x, Plot.Axis y, List<Marks> marks) {
    List<String> drawn =
        MonolithicCommon.INSTANCE.buildSvgImagesFromRawSpecs(
            spec(x, y, marks), null, TEXT, messages -> Unit.INSTANCE);
    return drawing(drawn.getFirst());
  }

  private static List<String> drawn(Plot.Axis x, Plot.Axis y, List<Marks> marks) {
    SvgSvgElement svg = new SvgSvgElement();
    svg.children().add(LetsPlot.draw(x, y, marks, WIDTH, HEIGHT));
    return drawing(TEXT.render(svg));
  }

  /** The tags behind the style sheet, each with its text, without IDs, which are random. */
  private static List<String> drawing(String svg) {
    String drawing =
        svg.substring(svg.indexOf("<g"))
            .replaceAll("<g id=\"d[^\"]*\">\\s*</g>\\s*", "") // where tooltips would be
            .replaceAll(" (id|clip-path)=\"[^\"]*\"", "")
            .replaceAll("\\s+", " ");
    return List.of(drawing.split("(?=<)"));
  }

  @ParameterizedTest
  @EnumSource
  void itDrawsWhatTheExportDoes(OverAxes axes) {
    List<String> drawn = drawn(axes.x, axes.y, marks());
    assertThat(drawn).filteredOn(tag -> tag.startsWith("<circle")).isNotEmpty();
    assertThat(drawn).filteredOn(tag -> tag.startsWith("<path d")).hasSameSizeAs(LetsPlot.DASHES);
    assertThat(drawn).anyMatch(tag -> tag.contains("> " + escaped(axes.x.title()) + " "));
    assertThat(drawn).containsExactlyElementsOf(exported(axes.x, axes.y, marks()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;");
  }

  @Test
  void severalThreadsDrawTheSame() {
    List<CompletableFuture<List<String>>> drawn =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> drawn(OverAxes.LOGARITHMIC.x, OverAxes.LOGARITHMIC.y, marks())))
            .toList();
    assertThat(drawn.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }

  @Test
  void aThemesAnswersAreKept() {
    Theme theme = PlotTheme.theme();
    assertThat(Stream.of(true, false).map(theme::horizontalAxis).distinct()).hasSize(2);
    assertThat(theme.horizontalAxis(false)).isSameAs(theme.horizontalAxis(false));
    assertThat(theme.horizontalAxis(false).labelStyle())
        .isSameAs(theme.horizontalAxis(false).labelStyle());
  }
}
