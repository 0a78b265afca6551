package ledger.site.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.document.page.TaskPage;
import ledger.evidence.record.Exit;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.Status;
import ledger.site.Fixture;
import ledger.site.LinkedFiles;
import ledger.site.Runs;
import ledger.site.chart.ChartedExperiment;
import ledger.site.chart.EvidenceCharts;
import ledger.site.chart.RunNames;
import ledger.site.page.Figure;
import ledger.site.page.TaskPageModel;
import ledger.site.template.EvidenceModel;
import ledger.site.template.EvidenceReferences;
import ledger.text.Problem;
import org.junit.jupiter.api.Test;

/** Prose, its evidence references, and what must never come out of either. */
class ProseTest {
  private static final List<ExperimentEvidence> MEASURED =
      List.of(
          Fixture.experiment(
              "lazy",
              "Lazy",
              List.of(),
              List.of(Fixture.lazy("pinned", "0.29.4", 1), Fixture.lazy("latest", "0.32.4", 0.5))));

  private final List<Problem> problems = new ArrayList<>();

  private String render(String prose) throws Exception {
    return render(prose, MEASURED);
  }

  private String render(String prose, List<ExperimentEvidence> experiments) throws Exception {
    return made(prose, experiments).html().markup();
  }

  private Prose.RenderedProse made(String prose, List<ExperimentEvidence> experiments)
      throws Exception {
    return Prose.render(
        Fixture.page("MLX-002", "---\nnote: x\n---\n" + prose),
        new Prose.PageContext(
            "MLX-002",
            "A title",
            EvidenceModel.of(experiments, List.of("pinned", "latest", "tuned")),
            Set.of("MLX-002", "MLX-008"),
            LinkedFiles.NONE,
            charts(experiments)),
        problems);
  }

  private static EvidenceCharts charts(List<ExperimentEvidence> experiments) {
    RunNames names =
        new RunNames(List.of("pinned", "latest"), List.of(0, 1), List.of("cpu", "cpu"));
    return new EvidenceCharts(
        experiments.stream()
            .filter(experiment -> experiment.newest().size() == 2)
            .map(e -> new ChartedExperiment("e1", e.newest(), names, e.claims()))
            .toList());
  }

  @Test
  void aChartStandsBehindTheTextThatNamesIt() throws Exception {
    Prose.RenderedProse made =
        made(
            "One\n\n[=chart metrics.eval_us_per_op]\n\nTwo `[=chart metrics.no]`\n\n"
                + "[=chart environments.latest.metrics.eval_us_per_op[\"group=1000\"]]\n",
            MEASURED);
    assertThat(problems).isEmpty();
    assertThat(made.parts().stream().map(part -> part.html().markup()))
        .containsExactly("<p>One</p>\n", "<p>Two <code>[&#61;chart metrics.no]</code></p>\n", "");
    TaskPageModel.ProsePart all = made.parts().getFirst();
    assertThat(all.all()).isEqualTo("#e1-m-eval_us_per_op");
    assertThat(all.figure().id()).isEqualTo("c1-chart1");
    assertThat(all.figure().legend()).hasSize(2);
    assertThat(all.figure().svg().markup()).contains(">group<");
    Figure one = made.parts().get(1).figure();
    assertThat(one.title()).endsWith(" (group=1000), latest");
    assertThat(one.legend()).isEmpty();
  }

  @Test
  void aWrongChartIsToldAtItsPlace() throws Exception {
    render(
        """
        # A title

        [=chart metrics.eval_us_per_opp]

        Text [=chart metrics.eval_us_per_op]

        [=chart metrics.eval_us_per_op["group=1001"]]

        [=chart eval_us_per_op]

        [=chart environments.newest.metrics.eval_us_per_op]

        [=chart metrics.slice_peak_bytes]
        """);
    assertThat(
            problems.stream()
                .map(p -> p.place().line() + ":" + p.place().column() + " " + p.message()))
        .containsExactlyInAnyOrder(
            "6:1 metrics has no \"eval_us_per_opp\"; the nearest is \"eval_us_per_op\"",
            "8:6 a chart needs a paragraph of its own",
            "10:1 eval_us_per_op has no series with \"group=1001\"; the nearest is \"group=100\"",
            "12:1 a chart is written as [=chart metrics.NAME[\"parameter=value\"]]",
            "14:1 environments has no \"newest\"; the nearest is \"latest\"",
            "16:1 slice_peak_bytes is a single number, and a chart would show nothing: quote its"
                + " .text");
  }

  @Test
  void aChartOfWhatWasNotMeasuredSaysSo() throws Exception {
    assertThat(render("[=chart environments.tuned.metrics.eval_us_per_op]"))
        .isEqualTo("<p>not measured yet</p>\n");
    assertThat(render("[=chart metrics.eval_us_per_op]", List.of()))
        .isEqualTo("<p>not measured yet</p>\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void headingsAreListedWithTheirAnchors() throws Exception {
    Prose.RenderedProse made =
        made(
            "# A title\n\n## What *it* is\n\n### Costs [=metrics.batching_gain.n] `runs`\n\n"
                + "#### Deep\n\n## What it is\n\n## E1\n\n## <b>\n",
            MEASURED);
    assertThat(made.headings())
        .containsExactly(
            new TaskPageModel.Anchor("what-it-is", "What it is", 2),
            new TaskPageModel.Anchor("costs-runs", "Costs 9 runs", 3),
            new TaskPageModel.Anchor("what-it-is-1", "What it is", 2),
            new TaskPageModel.Anchor("part-e1", "E1", 2));
    assertThat(made.html().markup())
        .contains("<h2 id=\"what-it-is-1\">", "<h2 id=\"part-e1\">", "<h3 id=\"costs-runs\">");
  }

  @Test
  void referencesGiveMeasuredValues() throws Exception {
    assertThat(
            render(
                "[=metrics.eval_over_build.text] [=metrics.eval_over_build.n]"
                    + " [=metrics.eval_us_per_op[\"group=1000\"].text]"
                    + " [=metrics.compile_first_ms[\"arm=cold\"].unit]"
                    + " [=checks[\"L1\"].ok] [=checks.L1.detail] [=environment.packages[\"mlx\"]]"
                    + " [=environments.latest.environment.packages.mlx] [=environment.blas.name]"
                    + " [=metrics.slice_peak_bytes.text] [=metrics.slice_peak_bytes.median]"
                    + " [=metrics[\"L5-numpy\"].text]"))
        .isEqualTo(
            "<p>4,254 9 1.917\u00A0µs ms yes 16 primitives pending before eval, 0 after it 0.29.4"
                + " 0.32.4 reference 64\u00A0MiB 67108868 not applicable here</p>\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void anEnvironmentThatWasNotMeasuredSaysSo() throws Exception {
    assertThat(render("[=environments.tuned.metrics.eval_over_build.text]"))
        .isEqualTo("<p>not measured yet</p>\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void anExperimentThatHasNotRunBesideOneThatHasSaysSo() throws Exception {
    List<ExperimentEvidence> two = new ArrayList<>(MEASURED);
    two.add(new ExperimentEvidence("copy", "Copy", "copy.py", "", List.of(), List.of(), List.of()));
    assertThat(render("[=metrics.eval_over_build.n]", two)).isEqualTo("<p>9</p>\n");
    assertThat(render("[=metrics.crossing.text] [=checks[\"Z1\"].ok]", two))
        .isEqualTo("<p>not measured yet not measured yet</p>\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void wrongReferencesNameTheirPlaceAndTheNearestName() throws Exception {
    render(
        """
        # A title

        One [=metrics.eval_over_bild.text], two [=metrics.eval_us_per_op.text],
        three [=metrics.eval_us_per_op["group=1001"].text] four [=checks["L9"].ok]
        five [=environments.newest.cpu] six [=metrics.eval_over_build.medium] seven [=1 +] eight [=nothing].
        """);
    assertThat(
            problems.stream()
                .map(p -> p.place() + " " + p.message())
                .collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            ledger/tasks/MLX-002.md:6:5 metrics has no "eval_over_bild"; the nearest is "eval_over_build"
            ledger/tasks/MLX-002.md:6:41 eval_us_per_op was measured in 5 ways; name one, such as eval_us_per_op["group=1"].text
            ledger/tasks/MLX-002.md:7:7 eval_us_per_op has no "group=1001"; the nearest is "group=100"
            ledger/tasks/MLX-002.md:7:57 checks has no "L9"; the nearest is "L1"
            ledger/tasks/MLX-002.md:8:6 environments has no "newest"; the nearest is "latest"
            ledger/tasks/MLX-002.md:8:37 eval_over_build has no "medium"; the nearest is "median"
            ledger/tasks/MLX-002.md:8:77 this is not a valid expression: Encountered "]"
            ledger/tasks/MLX-002.md:8:90 the evidence has no "nothing"; the nearest is "environment\"""");
  }

  @Test
  void withoutARunNothingIsMeasuredYet() throws Exception {
    assertThat(render("It costs [=metrics.anything.text].", List.of()))
        .isEqualTo("<p>It costs not measured yet.</p>\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void aPartialRunFailsNoBuild() throws Exception {
    ExperimentEvidence partial =
        Fixture.experiment(
            "x",
            "X",
            List.of(),
            List.of(
                Runs.in("pinned")
                    .exit(Exit.Kind.TIMED_OUT, 0, "Time was up.")
                    .make("MLX-002", "x", Status.BROKEN, "Broken.")));
    assertThat(render("[=metrics.a.text] [=metrics.b[\"n=1\"].median]", List.of(partial)))
        .isEqualTo("<p>not measured yet not measured yet</p>\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void codeAndEscapedReferencesStayLiteral() throws Exception {
    assertThat(
            render(
                "`[=metrics.a]` \\[=metrics.b] [=unclosed\n\n    [=metrics.c]\n\n```\n[=metrics.d]\n```\n"))
        .contains(
            "<code>[&#61;metrics.a]</code>",
            "[&#61;metrics.b]",
            "[&#61;unclosed",
            "[&#61;metrics.c]",
            "[&#61;metrics.d]");
    assertThat(problems).isEmpty();
  }

  /** The page is parsed with words in place of references; what is code must not hang on that. */
  @Test
  void exactlyTheReferencesOutsideCodeAreEvaluated() throws Exception {
    String[] parts =
        "[=a] [=b] [=c[\"k\"].d] [=a[\"`\"]] [=a[\"|\"]] [= \\[=a] ` `` ``` ~~~ * _ x : (u) [x] [ ] | \\ <b> &amp; @ # - > |-|-|"
            .split(" ", -1);
    String[] spaces = {"", "", " ", " ", "\n", "\n\n", "\n    ", "\n```\n"};
    Random random = new Random(1);
    int evaluated = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(16); j >= 0; j--) {
        text.append(parts[random.nextInt(parts.length)]);
        text.append(spaces[random.nextInt(spaces.length)]);
      }
      problems.clear();
      render(text.toString());
      TaskPage page = Fixture.page("MLX-002", "---\nnote: x\n---\n" + text);
      String content = page.source().content();
      assertThat(problems.stream().map(Problem::place))
          .as(text.toString())
          .isEqualTo(
              EvidenceReferences.find(content, page.body(), Prose.code(content, page.body()))
                  .stream()
                  .map(page.source()::place)
                  .toList());
      evaluated += problems.size();
    }
    assertThat(evaluated).isPositive();
  }

  @Test
  void textsThatNamesLeadToAreWhatTheTemplateEngineSays() throws Exception {
    for (String name :
        List.of(
            "environment.cpu",
            "metrics.eval_over_build.text",
            "metrics.eval_over_build.n",
            "metrics.eval_us_per_op[\"group=1000\"].interval",
            "checks.L1.ok",
            "metrics[\"L5-numpy\"]")) {
      assertThat(render("[=" + name + "]")).isEqualTo(render("[=(" + name + ")]"));
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void addressesAreLinkedWhereverTheyAreWritten() throws Exception {
    assertThat(render("a@example.org, **www.example.org** x&amp;y@example.org"))
        .contains(
            "<a href=\"mailto:a&#64;example.org\">",
            "<a href=\"http://www.example.org\">",
            "<a href=\"mailto:x&amp;y&#64;example.org\">");
  }

  @Test
  void onlyReferencesAreActive() throws Exception {
    assertThat(
            render(
                "<#if true>x</#if> ${1+1} #{2} [#list 1..3 as i]y[/#list] <@z/> [=\"<b>&\" + '${1+1}']"))
        .isEqualTo(
            "<p>&lt;#if true&gt;x&lt;/#if&gt; ${1&#43;1} #{2} [#list 1..3 as i]y[/#list] &lt;&#64;z/&gt;"
                + " &lt;b&gt;&amp;${1&#43;1}</p>\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void aValueNeverBecomesMarkup() throws Exception {
    ExperimentEvidence hostile =
        Fixture.experiment(
            "x",
            "X",
            List.of(),
            List.of(
                Runs.in("pinned")
                    .check(
                        "L1",
                        "t",
                        true,
                        "<script>alert(1)</script> **bold** [a](javascript:alert(1)) [=checks]",
                        false)
                    .check("L2", "t", true, "javascript:alert(1)", false)
                    .make("MLX-002", "x", Status.VERIFIED, "Fine.")));
    String html =
        render("Seen: [=checks.L1.detail] and [link]([=checks.L2.detail])", List.of(hostile));
    assertThat(html)
        .contains("&lt;script&gt;", "**bold**")
        .doesNotContain("<script", "<strong>", "href=\"javascript");
  }

  @Test
  void hostileProseIsHarmless() throws Exception {
    String html =
        render(
            """
            <script>alert(1)</script> <img src=x onerror=alert(1)> <svg onload=alert(1)>

            [a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,x) <javascript:alert(1)>
            [d](https://example.org "x\\" onmouseover=\\"alert(1)") ![i](javascript:alert(1))

            <iframe src="https://example.org"></iframe>

            <!-- a comment -->

            # <b onclick=alert(1)>Heading</b>

            ```html"><script>alert(1)</script>
            </code></pre><script>alert(1)</script>
            ```
            """);
    assertThat(html).doesNotContain("<script", "<img", "<svg", "<iframe", "<b ", "a comment");
    assertThat(html).doesNotContainPattern("<[^>]+\\s(on\\w+|style)\\s*=");
    assertThat(html).doesNotContainPattern("(href|src)=\"(?!https?:|#|[A-Z])");
  }

  @Test
  void headingsFitThePage() throws Exception {
    assertThat(
            render(
                "# MLX-002: A title\n\n### Deep\n\n##### Deeper\n\n# Top [=checks.L1.ok]\n\n# Top\n\n# Evidence"))
        .isEqualTo(
            """
            <h2 id="deep">Deep</h2>
            <h3 id="deeper">Deeper</h3>
            <h2 id="part-top">Top yes</h2>
            <h2 id="top-1">Top</h2>
            <h2 id="part-evidence">Evidence</h2>
            """);
  }

  @Test
  void markdownsExtrasWork() throws Exception {
    assertThat(
            render(
                "| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n\nSee[^1] [it](MLX-008.md#x) https://example.org\n\n[^1]: Note\n"))
        .contains(
            "<div class=\"scroll\" tabindex=\"0\"><table>",
            "<td class=\"right\">2</td>",
            "☑",
            "☐",
            "href=\"MLX-008.html#x\"",
            "href=\"https://example.org\"",
            "Note");
  }
}
