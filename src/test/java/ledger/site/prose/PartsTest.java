package ledger.site.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.site.chart.Axes;
import ledger.site.page.Html;
import org.junit.jupiter.api.Test;

/** The small parts that pages are put together from. */
class PartsTest {
  @Test
  void onlyWhatNeedsItIsEscaped() {
    String plain = "6,357 (5499–6583) é";
    assertThat(Html.escape(plain)).isSameAs(plain);
    assertThat(Html.escape("é<b>\u0001&'\"")).isEqualTo("é&lt;b&gt;\uFFFD&amp;&#39;&quot;");
  }

  @Test
  void linesOfCodeAreEachBalanced() {
    List<Html> lines =
        PythonHighlighter.lines(
            "def f():\n    \"\"\"a\n    <b>\"\"\"\n    return 'x' + \"\\\"\" # end\n");
    assertThat(lines.stream().map(Html::markup).collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            <span class="t-k">def</span> <span class="t-f">f</span>():
                <span class="t-s">&quot;&quot;&quot;a</span>
            <span class="t-s">    &lt;b&gt;&quot;&quot;&quot;</span>
                <span class="t-k">return</span> <span class="t-s">&#39;x&#39;</span> + <span class="t-s">&quot;\\&quot;&quot;</span> <span class="t-c"># end</span>""");
    assertThat(PythonHighlighter.lines("x = '''" + "long \\n ''".repeat(200_000))).hasSize(1);
  }

  @Test
  void pythonIsToldByItsSigns() {
    assertThat(
            PythonHighlighter.lines("  @a.b\nrb'x\\'' fé\"\"\"y\\\"\"\"\" 1e-5 classé # c").stream()
                .map(Html::markup)
                .collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            <span class="t-d">  @a.b</span>
            <span class="t-s">rb&#39;x\\&#39;&#39;</span> fé<span class="t-s">&quot;&quot;&quot;y\\&quot;&quot;&quot;&quot;</span> <span class="t-n">1e-5</span> classé <span class="t-c"># c</span>""");
  }

  @Test
  void cellsMarkUpCodeAndLinks() {
    Inline inline = new Inline(new Links(Set.of("MLX-002"), Map.of()), "", "tasks/");
    assertThat(inline.html("`a<b` MLX-002 MLX-009 XMLX-002 https://example.org/a?b&c.").markup())
        .isEqualTo(
            "<code>a&lt;b</code> <a href=\"tasks/MLX-002.html\">MLX-002</a> MLX-009 XMLX-002"
                + " <a href=\"https://example.org/a?b&amp;c\">https://example.org/a?b&amp;c</a>.");
    assertThat(inline.unlinked("see MLX-002").markup()).isEqualTo("see MLX-002");
  }

  @Test
  void aRunInBracketsIsAShortLinkWhereItHasAPage() {
    String run = "20261126T023313Z-06bfa084";
    Links links = new Links(Set.of(), Map.of(run, "runs/MLX-002/" + run + ".html"));
    Inline inline = new Inline(links, "../", "");
    assertThat(inline.html("6604 [" + run + "], not [20261126T023313Z-00000000]").markup())
        .isEqualTo(
            "6604 [<a href=\"../runs/MLX-002/%1$s.html\" title=\"Run %1$s\">06bfa084</a>],"
                    .formatted(run)
                + " not [20261126T023313Z-00000000]");
  }

  @Test
  void anAxisIsLogarithmicWhereValuesAreFarApart() {
    assertThat(Axes.continuous("x", List.of(1.0, 31.0)).log()).isTrue();
    assertThat(Axes.continuous("x", List.of(1.0, 29.0)).log()).isFalse();
    assertThat(Axes.continuous("x", List.of(0.0, 1000.0)).log()).isFalse();
    assertThat(Axes.continuous("x", List.of(0.0126, 0.5)).labels())
        .containsExactly("0.02", "0.05", "0.1", "0.2", "0.5");
    assertThat(Axes.marked("n", List.of(1.0, 10.0, 100.0, 1000.0, 2000.0)).labels())
        .containsExactly("1", "10", "100", "1,000");
  }
}
