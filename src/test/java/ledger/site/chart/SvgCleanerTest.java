package ledger.site.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.jetbrains.letsPlot.commons.values.Color;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgClipPathElement;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgDefsElement;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgElement;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgGElement;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgLineElement;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgNode;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgPathElement;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgRectElement;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgStyleElement;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgTextElement;
import org.jetbrains.letsPlot.datamodel.svg.dom.slim.SvgSlimElements;
import org.jetbrains.letsPlot.datamodel.svg.dom.slim.SvgSlimGroup;
import org.jetbrains.letsPlot.datamodel.svg.dom.slim.SvgSlimShape;
import org.junit.jupiter.api.Test;

/** What of lets-plot's drawings comes into a page. */
class SvgCleanerTest {
  private static final SvgCleaner CLEANER = new SvgCleaner(Map.of("#0a0b01", "c1"));

  private static SvgGElement group(SvgNode... children) {
    SvgGElement group = new SvgGElement();
    group.children().addAll(java.util.List.of(children));
    return group;
  }

  private static <E extends SvgElement> E with(E element, String name, String value) {
    element.setAttribute(name, value);
    return element;
  }

  private static SvgLineElement line() {
    return new SvgLineElement(1.23456, 0, 2, -0.001);
  }

  private static String cleaned(SvgNode drawing) {
    StringBuilder out = new StringBuilder();
    CLEANER.write(drawing, out);
    return out.toString();
  }

  @Test
  void styleAndIdsAreLost() {
    SvgClipPathElement clip = with(new SvgClipPathElement(), "id", "q");
    clip.children().add(new SvgRectElement(1, 2, 3, 4));
    SvgDefsElement defs = new SvgDefsElement();
    defs.children().add(clip);
    SvgLineElement line = with(with(line(), "stroke", "rgb(10,11,1)"), "onclick", "x");
    SvgGElement clipped = with(group(defs, line), "clip-path", "url(#q)");
    SvgTextElement text = with(new SvgTextElement("\n a < b \u0001\n"), "class", "t");
    SvgGElement all = with(group(new SvgStyleElement(() -> "p {}"), clipped, text), "id", "r4nd0m");
    assertThat(cleaned(all))
        .isEqualTo(
            "<g><line x1=\"1.23\" x2=\"2\" class=\"s-c1\"/>"
                + "<text class=\"t\">a &lt; b \uFFFD</text></g>");
  }

  @Test
  void nothingEmptyIsKeptAndNoGroupOfBareShapes() {
    SvgGElement moved = with(group(line()), "transform", "translate(1.0 2.005 ) rotate(-90.0 ) ");
    assertThat(cleaned(group(group(line()), group(), new SvgPathElement(), moved)))
        .isEqualTo(
            "<g><line x1=\"1.23\" x2=\"2\"/><g transform=\"translate(1 2)rotate(-90)\">"
                + "<line x1=\"1.23\" x2=\"2\"/></g></g>");
    assertThat(cleaned(group(group(line())))).isEqualTo("<line x1=\"1.23\" x2=\"2\"/>");
    assertThat(cleaned(group(group()))).isEmpty();
  }

  @Test
  void coloursBecomeClassesInOrder() {
    SvgLineElement line = with(with(line(), "stroke", "#0a0b01"), "fill", "#123456");
    assertThat(cleaned(with(line, "class", "t")))
        .isEqualTo("<line x1=\"1.23\" x2=\"2\" class=\"f-none s-c1 t\"/>");
    assertThat(cleaned(with(with(line(), "stroke", "#123456"), "fill", "none")))
        .isEqualTo("<line x1=\"1.23\" x2=\"2\" fill=\"none\"/>");
  }

  @Test
  void marksAreOfAKindOfTheirOwn() {
    SvgSlimShape circle = SvgSlimElements.INSTANCE.circle(1.006, 2, 3.5);
    circle.setFill(new Color(10, 11, 1, 255), 0.35);
    SvgSlimShape path = SvgSlimElements.INSTANCE.path("M1.125 -2.0 L3.0E1 4.999999999 ");
    SvgSlimGroup group = SvgSlimElements.INSTANCE.g(2);
    circle.appendTo(group);
    path.appendTo(group);
    assertThat(cleaned(group.asDummySvgNode()))
        .isEqualTo(
            "<circle fill-opacity=\"0.35\" cx=\"1.01\" cy=\"2\" r=\"3.5\" class=\"f-c1\"/>"
                + "<path d=\"M1.12 -2 L30 5\"/>");
  }

  @Test
  void aNumberInATextIsRoundedAsIfItWasParsed() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value = (random.nextDouble() - 0.4) * Math.pow(10, random.nextInt(9) - 2);
      assertRounded(String.valueOf(value));
      assertRounded(String.valueOf(Math.rint(value * 1000) / 1000));
      assertRounded(String.valueOf(Math.rint(value * 200) / 200 + 1e-9 * random.nextInt(3)));
    }
    assertRounded("-0.004");
    assertRounded("0.00499999999999999999999");
    assertRounded("12345678901234.565");
    assertRounded("1.5e-3");
    assertRounded("7");
  }

  private static void assertRounded(String text) {
    StringBuilder whole = new StringBuilder();
    SvgNumbers.append(whole, Double.parseDouble(text));
    StringBuilder read = new StringBuilder();
    SvgNumbers.append(read, text);
    assertThat(read.toString()).as(text).isEqualTo(whole.toString());
    assertThat(Double.parseDouble(whole.toString()))
        .as(text)
        .isEqualTo(Math.rint(Double.parseDouble(text) * 100) / 100 + 0.0);
  }
}
