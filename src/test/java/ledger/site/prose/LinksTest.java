package ledger.site.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.site.Fixture;
import ledger.site.LinkedFiles;
import ledger.site.chart.EvidenceCharts;
import ledger.text.Problem;
import org.junit.jupiter.api.Test;

/** Where links and pictures of a page lead, and what else a forge does with Markdown. */
class LinksTest {
  private static final String SVG =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 40\"><path d=\"M0 0\"/></svg>";

  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, String> repository =
      Map.of(
          "img/plot.svg",
          SVG,
          "img/a b.svg",
          SVG,
          "img/evil.svg",
          SVG.replace("<path", "<script>alert(1)</script><path"),
          "img/click.svg",
          SVG.replace("<path", "<path onclick=\"alert(1)\""),
          "img/text.png",
          "no picture",
          "../experiments/x.py",
          "print(1)\n",
          "data.csv",
          "a,b\n");

  private Prose.RenderedProse made(String prose, String forge) throws Exception {
    LinkedFiles files =
        path ->
            repository.get(path) == null
                ? path.equals("../experiments")
                    ? new LinkedFiles.LinkedFile(
                        "ledger/experiments", LinkedFiles.FileKind.FOLDER, null, () -> new byte[0])
                    : null
                : new LinkedFiles.LinkedFile(
                    ("ledger/tasks/" + path).replace("tasks/../", ""),
                    LinkedFiles.FileKind.FILE,
                    forge == null ? null : forge + "/" + path,
                    () -> repository.get(path).getBytes(StandardCharsets.UTF_8));
    return Prose.render(
        Fixture.page("MLX-002", prose),
        new Prose.PageContext(
            "MLX-002", "T", Optional.empty(), Set.of("MLX-002"), files, EvidenceCharts.NONE),
        problems);
  }

  private String html(String prose) throws Exception {
    return made(prose, null).html().markup();
  }

  private List<String> told() {
    return problems.stream().map(p -> p.place() + " " + p.message()).toList();
  }

  @Test
  void aPictureIsCopiedAndTakesItsRoomBeforeItIsLoaded() throws Exception {
    Prose.RenderedProse made =
        made("![Latency by size](img/plot.svg) ![x][1]\n\n[1]: img/a%20b.svg\n", null);
    assertThat(made.html().markup())
        .contains(
            "<img src=\"../files/ledger/tasks/img/plot.svg\" width=\"90\" height=\"40\" loading=\"lazy\"",
            "alt=\"Latency by size\"",
            "src=\"../files/ledger/tasks/img/a%20b.svg\"");
    assertThat(made.copies())
        .containsOnlyKeys("files/ledger/tasks/img/plot.svg", "files/ledger/tasks/img/a b.svg");
    assertThat(problems).isEmpty();
  }

  @Test
  void whatIsNoPictureOrDoesMoreThanShowIsRefusedWhereItIsWritten() throws Exception {
    html("# A\n\n![a](img/evil.svg)\n![b](img/click.svg)\n![c](img/text.png)\n");
    assertThat(told())
        .containsExactly(
            "ledger/tasks/MLX-002.md:3:6 ledger/tasks/img/evil.svg cannot be shown: it has a <script>, which no picture of the site may have",
            "ledger/tasks/MLX-002.md:4:6 ledger/tasks/img/click.svg cannot be shown: its attribute onclick runs or loads something, which no picture of the site may do",
            "ledger/tasks/MLX-002.md:5:6 ledger/tasks/img/text.png cannot be shown: it is no PNG, JPEG, GIF, WebP or SVG");
  }

  @Test
  void aPictureFromElsewhereIsALink() throws Exception {
    assertThat(html("![A plot](https://example.org/p.png)"))
        .isEqualTo("<p><a href=\"https://example.org/p.png\">A plot</a></p>\n");
  }

  @Test
  void aFileIsACopyOrOnTheForge() throws Exception {
    Prose.RenderedProse copied = made("[s](../experiments/x.py#L3) [d](data.csv)", null);
    assertThat(copied.html().markup())
        .contains(
            "href=\"../files/ledger/experiments/x.py.txt\"",
            "href=\"../files/ledger/tasks/data.csv\"");
    assertThat(copied.copies()).hasSize(2);
    Prose.RenderedProse linked = made("[s](../experiments/x.py#L3)", "https://example.org/r");
    assertThat(linked.html().markup())
        .contains("href=\"https://example.org/r/../experiments/x.py#L3\"");
    assertThat(linked.copies()).isEmpty();
    assertThat(problems).isEmpty();
    html("x\n\n[all](../experiments)\n");
    assertThat(told())
        .containsExactly(
            "ledger/tasks/MLX-002.md:3:7 ledger/experiments is a folder, and the site has copies of files only");
  }

  @Test
  void headingsHaveTheNamesThatGitHubGives() throws Exception {
    assertThat(
            html(
                "## Same\n\n## Same\n\n## Same-1\n\n## A & B: c_d!\n\n## Notes\n\n## Größe\n\n"
                    + "[1](#same-1) [2](#same-1-1) [3](#a--b-c_d) [4](#notes) [5](#gr%C3%B6%C3%9Fe) [6](#SAME)"))
        .contains(
            "<h2 id=\"same\">",
            "<h2 id=\"same-1\">",
            "<h2 id=\"same-1-1\">",
            "<h2 id=\"a--b-c_d\">")
        .contains("href=\"#same-1\"", "href=\"#same-1-1\"", "href=\"#a--b-c_d\"", "href=\"#same\"")
        .contains("<h2 id=\"part-notes\">", "href=\"#part-notes\"", "href=\"#größe\"");
  }

  @Test
  void strikesAndNotesAndMathematicsAreWhatTheyAreOnAForge() throws Exception {
    assertThat(html("~~gone~~\n\n> [!WARNING]\n> Mind *this*.\n"))
        .contains("<del>gone</del>")
        .contains(
            "<blockquote class=\"note warning\"><p class=\"note-title\">Warning</p><p>Mind <em>this</em>.</p>");
    assertThat(html("Let $a_1 * b_1 * c_1$ be, and $$\n\\sum_i x_i\n$$ cost $5 or $6, in `$x$`."))
        .contains(
            "<span class=\"math\">$a_1 * b_1 * c_1$</span>",
            "<span class=\"math\">$$\n\\sum_i x_i\n$$</span> cost $5 or $6, in <code>$x$</code>.");
    assertThat(html("```python\nx = 1\n```\n"))
        .contains("<code class=\"language-python\">x &#61; <span class=\"t-n\">1</span>");
  }

  @Test
  void placesAreTheFilesOwnBehindReferences() throws Exception {
    html("---\nnote: x\n---\n[=metrics.t.text] and $x_1$ then ![a](img/evil.svg)\n");
    assertThat(told()).singleElement().asString().startsWith("ledger/tasks/MLX-002.md:4:39 ");
  }

  @Test
  void aLargeFileIsNotCopied() throws Exception {
    LinkedFiles.LinkedFile large =
        new LinkedFiles.LinkedFile(
            "big.csv", LinkedFiles.FileKind.FILE, null, () -> new byte[10_000_001]);
    Prose.render(
        Fixture.page("MLX-002", "[a](big.csv)"),
        new Prose.PageContext(
            "MLX-002", "T", Optional.empty(), Set.of(), path -> large, EvidenceCharts.NONE),
        problems);
    assertThat(told())
        .containsExactly(
            "ledger/tasks/MLX-002.md:1:5 big.csv is larger than 10 MB, so the site has no copy of it");
  }
}
