package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON views of the pages, checked against their published schemas. */
class JsonViewsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path site;

  private final ViewSchemas schemas = new ViewSchemas();

  @BeforeAll
  static void build() throws Exception {
    TaskPage lazy = Fixture.page("MLX-002", Fixture.PROSE);
    TaskPage done =
        Fixture.page(
            "MLX-000",
            """
            ---
            history:
              - {state: backlog, date: 2026-10-30}
              - {state: in-progress, date: 2026-11-03}
              - {state: done, date: 2026-11-07}
            ---
            """);
    Map<TaskId, TaskPage> pages = Map.of(Fixture.id("MLX-002"), lazy, Fixture.id("MLX-000"), done);
    Fixture.build(Fixture.input(Fixture.evidence(), pages), site);
  }

  private static JsonNode json(String path) throws Exception {
    return JSON.readTree(Files.readString(site.resolve(path)));
  }

  @Test
  void everyOneIsAsItsSchemaSays() throws Exception {
    assertThat(schemas.problems(site)).isEmpty();
  }

  /** Each edit makes a valid text wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "index; index.json; \"cells\"; \"cell\"",
        "task; tasks/MLX-002.json; \"verified\"; \"fine\"",
        "task; tasks/MLX-002.json; \"n\": 9; \"n\": \"9\"",
        "run; runs/MLX-002/20261123T101500Z-pi4f2a91.json; \"arm\": null; \"arm\": null, \"x\": 1",
        "results; results.json; \"2026-11-23\"; \"yesterday\"",
        "compare; compare.json; \"confirmed\": false; \"confirmed\": 0",
        "comparison; compare/MLX-002.json; \"better\": \"lower\"; \"better\": \"less\"",
        "health; health.json; \"remedy\"; \"cure\"",
        "flow; flow.json; \"counts\"; \"numbers\""
      })
  void whatASchemaDoesNotSayIsFound(String kind, String path, String from, String to)
      throws Exception {
    String text = Files.readString(site.resolve(path));
    assertThat(schemas.problems(kind, text)).isEmpty();
    assertThat(text).contains(from);
    assertThat(schemas.problems(kind, text.replace(from, to))).isNotEmpty();
  }

  @Test
  void theIndexLeadsToAllOfThem() throws Exception {
    JsonNode index = json("index.json");
    List<String> found =
        Stream.concat(
                index.path("pages").valueStream(),
                index.path("states").valueStream().flatMap(s -> s.path("tasks").valueStream()))
            .map(page -> page.path("json").asString())
            .sorted()
            .toList();
    List<String> made;
    try (Stream<Path> all = Files.walk(site)) {
      made =
          all.map(file -> site.relativize(file).toString())
              .filter(file -> file.endsWith(".json") && !file.startsWith("runs/"))
              .filter(file -> !file.equals("index.json") && !file.startsWith("compare/"))
              .sorted()
              .toList();
    }
    assertThat(found).isEqualTo(made);
  }

  @Test
  void theComparisonsLeadToThoseOfTheTasks() throws Exception {
    assertThat(json("compare.json").path("experiments").valueStream())
        .isNotEmpty()
        .allSatisfy(
            pair -> {
              assertThat(site.resolve(pair.path("json").asString())).exists();
              String[] page = pair.path("page").asString().split("#", 2);
              assertThat(Files.readString(site.resolve(page[0])))
                  .contains("id=\"" + page[1] + "\"");
            });
  }

  @Test
  void theyHoldFactsAndNoMarkup() throws Exception {
    JsonNode run = json("results.json").path("rows").path(1).path("runs").path(0);
    assertThat(run.path("verdict").asString()).isEqualTo("verified");
    assertThat(run.path("packages").path("mlx").asString()).isEqualTo("0.29.4");
    JsonNode done = json("flow.json").path("done").path(0);
    assertThat(done.path("title").asString()).startsWith("Review mlx-RAG pyproject.toml");
    assertThat(done.path("since").asString()).isEqualTo("2026-11-03");
    assertThat(done.path("days").asInt(-1)).isEqualTo(4);
  }
}
