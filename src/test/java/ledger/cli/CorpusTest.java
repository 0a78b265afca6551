package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists of twelve kinds that people keep, five of each, with the number of tasks counted by hand in
 * {@code counts.txt}: {@code init --from} finds all of them, or names each that it does not.
 */
class CorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/corpus");

  @TempDir Path temp;

  private record Ended(int exit, String out, String err) {}

  private static List<String> counts() throws Exception {
    return Files.readAllLines(CORPUS.resolve("counts.txt"));
  }

  @Test
  void sixtyFilesOfTwelveKinds() throws Exception {
    assertThat(counts()).hasSize(60);
    assertThat(counts().stream().map(line -> line.split("-", 2)[0]).distinct()).hasSize(12);
  }

  @TestFactory
  Stream<DynamicTest> eachTaskIsFoundOrNamed() throws Exception {
    return counts().stream()
        .map(line -> line.split(" ", 2))
        .map(file -> DynamicTest.dynamicTest(file[0], () -> found(file[0], file[1])));
  }

  private void found(String name, String count) throws Exception {
    Path folder = Files.createDirectories(temp.resolve(name));
    byte[] bytes = Files.readAllBytes(CORPUS.resolve(name));
    Files.write(folder.resolve("TASKS.md"), bytes);
    Ended init = run(folder, "init", "--from", "TASKS.md");
    Ended listed = run(folder, "list", "--json");
    int tasks = 0;
    if (listed.exit == 0) {
      JsonNode json = JsonMapper.shared().readTree(listed.out);
      tasks = json.at("/tasks").size() + json.at("/drafts").size();
    }
    long named = listed.err.lines().filter(line -> line.contains(": error: ")).count();
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
