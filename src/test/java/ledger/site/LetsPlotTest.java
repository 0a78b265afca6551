package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kotlin.Unit;
import org.jetbrains.letsPlot.core.util.MonolithicCommon;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgNode;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgSvgElement;
import org.jetbrains.letsPlot.datamodel.svg.util.SvgToString;
import org.junit.jupiter.api.Test;

/** The short way through lets-plot draws what lets-plot's own export does. */
class LetsPlotTest {
  private static final SvgToString TEXT = new SvgToString((width, height, argb) -> "", true);

  /** Every kind of mark, each with two looks; an axis of each form. */
  private static Plot plot(boolean log) {
    Plot.Axis rows = Axes.rows(List.of("a & b", "c"));
    Plot.Axis marked = Axes.marked("n", List.of(1.0, 2.0, 4.0, 8.0, 16.0));
    Plot.Axis values = Axes.continuous("tok/s", List.of(0.003, log ? 16.0 : 0.016));
    Plot plot = log ? new Plot().x(marked).y(values) : new Plot().x(values).y(rows);
    List<Double> x = List.of(0.004, 0.0123, 0.0157);
    List<Double> y = log ? List.of(0.1, 1.0, 10.0) : List.of(0.0, -1.0, -0.5);
    Plot.Segments limits = new Plot.Segments();
    limits.add(1, 2, 3, 4);
    limits.add(0.004, 0.1, 0.005, 0.1);
    for (int mark = 0; mark < 2; mark++) {
      plot.line(x, y, mark, mark).points(y, x, mark, mark, false).points(x, y, mark, mark, true);
      plot.ring(List.of(0.004), List.of(0.1), mark).segments(limits, mark);
    }
    return plot.segments(limits, Plot.BOUND);
  }

  private static List<String> exported(Plot plot) {
    List<String> drawn =
        MonolithicCommon.INSTANCE.buildSvgImagesFromRawSpecs(
            plot.spec(260), null, TEXT, messages -> Unit.INSTANCE);
    return drawing(drawn.getFirst());
  }

  private static List<String> drawn(Plot plot) {
    SvgNode drawn = LetsPlot.draw(plot.spec(260));
    SvgSvgElement svg = new SvgSvgElement();
    svg.children().add(drawn);
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

  @Test
  void itDrawsWhatItsOwnExportDoes() {
    for (boolean log : List.of(true, false)) {
      assertThat(drawn(plot(log)))
          .anyMatch(tag -> tag.endsWith(log ? "> 16 " : "> a &amp; b "))
          .containsExactlyElementsOf(exported(plot(log)));
    }
  }
}
