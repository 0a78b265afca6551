package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import ledger.document.TaskId;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.page.Badge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a ledger, a page, a record, a host or a log holds, it ends as text, in every file. */
class HostileTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The elements of the feed, the sitemap and the badges. */
  private static final Set<String> XML =
      Set.of(
          ("feed title id updated author name link entry summary urlset url loc svg rect path g"
                  + " text")
              .split(" "));

  @TempDir Path folder;

  static List<String> texts() {
    return Hostile.TEXTS;
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isTextInEveryFile(String hostile) throws Exception {
    Path site = folder.resolve("a/b/site");
    Fixture.build(Hostile.everywhere(hostile), site);
    List<Path> files;
    try (Stream<Path> made = Files.walk(folder)) {
      files = made.filter(Files::isRegularFile).toList();
    }
    assertThat(files).allMatch(file -> file.startsWith(site));
    int checked = 0;
    for (Path file : files) {
      String name = site.relativize(file).toString();
      String text = Files.readString(file);
      assertThat(name).matches("[A-Za-z0-9_./-]+");
      switch (name.substring(name.lastIndexOf('.') + 1)) {
        case "html" -> assertThat(Markup.foreign(text)).as(name).isEmpty();
        case "json" -> assertThat(JSON.readTree(text).path("schema").asInt()).as(name).isPositive();
        case "csv" -> cells(text);
        case "xml", "svg" -> xml(name, text);
        default -> checked--;
      }
      checked++;
    }
    assertThat(checked).isGreaterThan(15);
    index(Files.readString(site.resolve("assets/index.js")));
    if (hostile.startsWith("${")) {
      assertThat(Files.readString(site.resolve("tasks/X-1.html")))
          .contains("${1+1}[=1+1]&lt;#if true&gt;");
    }
  }

  /** No cell that a spreadsheet would run. */
  private static void cells(String csv) {
    assertThat(csv).startsWith("experiment,run,").endsWith("\r\n");
    assertThat(csv).doesNotContainPattern("(^|\n|,)\"?[=+@\t\r]");
    assertThat(csv).doesNotContainPattern("(^|\n|,)\"?-[^0-9]");
    assertThat(csv).doesNotContainPattern("(^|\n|,)\"?-[0-9.eE+-]*[^0-9.eE+,\r\n-]");
  }

  /** Well-formed, and of the elements that we write. */
  private static void xml(String name, String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    NodeList all =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(text)))
            .getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      assertThat(all.item(i).getNodeName()).as(name).isIn(XML);
      for (int j = 0; j < all.item(i).getAttributes().getLength(); j++) {
        assertThat(all.item(i).getAttributes().item(j).getNodeName())
            .as(name)
            .doesNotStartWith("on")
            .isNotEqualTo("style");
      }
    }
  }

  /** A script that is one array of texts and nothing else, wherever it stands. */
  private static void index(String script) {
    assertThat(script).startsWith("window.ledgerIndex = [").endsWith("];\n").doesNotContain("<");
    String array = script.substring("window.ledgerIndex = ".length(), script.length() - 2);
    for (JsonNode entry : JSON.readTree(array)) {
      assertThat(entry.isArray()).isTrue();
      entry.forEach(part -> assertThat(part.isString()).isTrue());
    }
  }

  /** The judge itself: each of these was let in by hand. */
  @ParameterizedTest
  @MethodSource("broken")
  void markupThatCameInIsFound(String inserted) throws Exception {
    Fixture.build(Fixture.input(), folder);
    String page = Files.readString(folder.resolve("index.html"));
    assertThat(Markup.foreign(page)).isEmpty();
    assertThat(Markup.foreign(page.replace("<h1>", inserted + "<h1>"))).isNotEmpty();
  }

  static List<String> broken() {
    return List.of(
        "<script>alert(1)</script>",
        "<script src='//e.org/x.js'></script>",
        "<img src=x>",
        "<p onclick='alert(1)'>x</p>",
        "<p style='color: red'>x</p>",
        "<a href=' JavaScript:alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<iframe></iframe>",
        "<meta http-equiv='refresh' content='0'>",
        "<base href='/'>");
  }

  @Test
  void aGiantLogIsShownWhole() throws Exception {
    String line = "<script>alert(1)</script> [=1+1] & more\n";
    int lines = 10_000_000 / line.length();
    RunEvidence run =
        Runs.in("pinned").log(line.repeat(lines)).make("MLX-001", "x", Status.VERIFIED, "Fine.");
    Map<TaskId, TaskEvidence> evidence = new HashMap<>();
    Fixture.put(
        evidence,
        "MLX-001",
        Status.VERIFIED,
        "Fine.",
        Fixture.experiment("x", "X", List.of(), List.of(run)));
    Fixture.build(Fixture.input(evidence, Map.of()), folder);
    String page =
        Files.readString(
            folder.resolve("runs/MLX-001/" + run.record().run() + ".html"), StandardCharsets.UTF_8);
    assertThat(page.split("&lt;script&gt;alert", -1)).hasSize(lines + 1);
    assertThat(page).doesNotContain("<script>alert");
    assertThat(Files.size(folder.resolve("index.html"))).isLessThan(60_000);
    assertThat(Files.size(folder.resolve("assets/index.js"))).isLessThan(60_000);
  }

  @Test
  void everyStatusHasItsOwnWord() {
    assertThat(Stream.of(Status.values()).map(Badge::of).map(Badge::word)).doesNotHaveDuplicates();
  }
}
