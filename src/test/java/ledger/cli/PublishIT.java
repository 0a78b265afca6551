package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main job, on this project's own ledger and the real MLX, where nothing has been measured yet.
 * Three experiments take part: all of them together take too long for every run of the tests.
 */
class PublishIT {
  private static final Map<String, String> MEASURED =
      Map.of(
          "MLX-001", "installation.py",
          "MLX-002", "lazy_evaluation.py",
          "MLX-008", "health_check.py");

  @Test
  void publishMeasuresAndBuildsTheSiteAndThenHasNothingToDo(@TempDir Path temp) throws Exception {
    Tool tool = Tool.copy(Files.createDirectory(temp.resolve("a b")));
    delete(tool.path("ledger/results"));
    delete(tool.path("site"));
    try (Stream<Path> scripts = Files.list(tool.path("ledger/experiments"))) {
      for (Path script : scripts.filter(Files::isRegularFile).toList()) {
        if (!MEASURED.containsValue(script.getFileName().toString())) {
          Files.delete(script);
        }
      }
    }
    Tool.Ended first = tool.ledger("publish");
    assertThat(first.exit()).as(first.err()).isZero();
    for (int i = 0; i <= 8; i++) {
      assertThat(tool.path("site/tasks/MLX-00" + i + ".html")).exists();
      assertThat(first.out()).contains("MLX-00" + i);
    }
    for (String id : MEASURED.keySet()) {
      numbersComeFromRecords(tool, id);
    }
    Tool.Ended second = tool.ledger("publish");
    assertThat(second.exit()).isZero();
    assertThat(second.err().lines().filter(line -> line.contains("not run, nothing has changed")))
        .hasSize(MEASURED.size());
    assertThat(second.out()).contains("0 written");
    assertThat(tool.ledger("site", "--check").exit()).isZero();

    Path page = tool.path("site/tasks/MLX-001.html");
    String made = Files.readString(page);
    Files.writeString(page, "somebody's own");
    assertThat(tool.ledger("publish").out()).contains("1 written");
    assertThat(page).hasContent(made);
    Path prose = tool.path("ledger/tasks/MLX-001.md");
    Files.writeString(prose, Files.readString(prose) + "\nAn afterthought.\n");
    assertThat(tool.ledger("site").exit()).isZero();
    assertThat(Files.readString(page)).contains("An afterthought.");
  }

  /**
   * Every raw sample of the run record stands in the CSV that the page offers, and nothing else
   * does.
   */
  private static void numbersComeFromRecords(Tool tool, String id) throws Exception {
    try (Stream<Path> files = Files.list(tool.path("ledger/results/" + id))) {
      List<Path> records = files.toList();
      assertThat(records).hasSize(1);
      JsonNode record = JsonMapper.shared().readTree(records.getFirst());
      String run = record.get("run").asString();
      String page = Files.readString(tool.path("site/tasks/" + id + ".html"));
      assertThat(page).contains(run, "<svg");
      // Only what the prose quotes of the other environments, which did not run here, is missing.
      String prose = Files.readString(tool.path("ledger/tasks/" + id + ".md"));
      assertThat(count(page, "not measured yet"))
          .isEqualTo(count(prose, "\\[=environments\\.(latest|tuned)\\b"));
      long samples = 0;
      for (JsonNode series : record.get("samples")) {
        samples += series.get("values").size();
      }
      long rows = Files.readString(tool.path("site/tasks/" + id + ".csv")).lines().count() - 1;
      assertThat(rows).isEqualTo(samples).isPositive();
    }
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  private static void delete(Path folder) throws Exception {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
