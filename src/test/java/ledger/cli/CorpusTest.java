package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists of the kinds that people keep, and odd ones, with the number of tasks counted by hand in
 * {@code counts.txt}, for some by state: {@code init --from} finds all of them, or names what it
 * does not read.
 */
class CorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/corpus");

  @TempDir Path temp;

  private record Ended(int exit, String out, String err) {}

  private static List<String> counts() throws Exception {
    return Files.readAllLines(CORPUS.resolve("counts.txt"));
  }

  @Test
  void manyFilesOfTwelveKindsAndMore() throws Exception {
    assertThat(counts()).hasSizeGreaterThan(60);
    assertThat(counts().stream().map(line -> line.split("-", 2)[0]).distinct())
        .hasSizeGreaterThan(12);
  }

  @TestFactory
  Stream<DynamicTest> eachTaskIsFoundOrNamed() throws Exception {
    return counts().stream()
        .map(line -> line.split(" ", 3))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file[0], () -> found(file[0], file[1], file.length > 2 ? file[2] : "")));
  }

  private void found(String name, String count, String states) throws Exception {
    Path folder = Files.createDirectories(temp.resolve(name));
    byte[] bytes = Files.readAllBytes(CORPUS.resolve(name));
    Files.write(folder.resolve("TASKS.md"), bytes);
    Ended init = run(folder, "init", "--from", "TASKS.md");
    Ended listed = run(folder, "list", "--json");
    int tasks = 0;
    Map<String, Integer> byState = new TreeMap<>();
    if (listed.exit == 0) {
      JsonNode json = JsonMapper.shared().readTree(listed.out);
      tasks = json.at("/tasks").size() + json.at("/drafts").size();
      for (String kind : List.of("/tasks", "/drafts")) {
        json.at(kind).forEach(row -> byState.merge(row.at("/state").asString(), 1, Integer::sum));
      }
    }
    if (!states.isEmpty()) {
      Map<String, Integer> wanted = new TreeMap<>();
      for (String state : states.split(" ")) {
        wanted.put(state.split("=")[0], Integer.valueOf(state.split("=")[1]));
      }
      assertThat(byState).as(init + "\n" + listed).isEqualTo(wanted);
    }
    long named =
        Stream.concat(init.err.lines(), listed.err.lines())
            .filter(line -> line.contains(": error: "))
            .count();
    assertThat(tasks + (listed.exit == 0 ? 0 : named > 0 ? Integer.parseInt(count) : 0))
        .as(init + "\n" + listed)
        .isEqualTo(Integer.parseInt(count));
    assertThat(Files.readAllBytes(folder.resolve("TASKS.md"))).as("untouched").isEqualTo(bytes);
  }

  private static Ended run(Path folder, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Main.run(Console.of(out, err, Map.of()), Map.of(), folder, Clock.systemUTC(), words);
    return new Ended(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
