package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents refer to exists. */
class DocumentationTest {
  private static final Path DECISIONS = Path.of("docs/adr");
  private static final Pattern MENTION = Pattern.compile("\\bADR (\\d+)\\b");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s:]+)(?:#[^)]*)?\\)");

  @Test
  void decisionsAreNumberedWithoutGaps() throws IOException {
    List<Path> decisions = decisions();
    assertThat(decisions)
        .extracting(file -> file.getFileName().toString().substring(0, 5))
        .isEqualTo(
            IntStream.rangeClosed(1, decisions.size()).mapToObj("%04d-"::formatted).toList());
    for (int i = 0; i < decisions.size(); i++) {
      assertThat(Files.readString(decisions.get(i)))
          .as(decisions.get(i).toString())
          .startsWith("# " + (i + 1) + ". ")
          .containsPattern("\n\nStatus: [a-z]+, \\d{4}-\\d{2}-\\d{2}\n");
    }
  }

  @Test
  void theIndexListsEveryDecision() throws IOException {
    List<String> rows =
        Files.readAllLines(DECISIONS.resolve("README.md")).stream()
            .filter(line -> line.matches("\\| \\d+ \\|.*"))
            .map(
                line ->
                    line.replaceFirst("\\| (\\d+) \\| \\[[^]]+]\\(([^)]+)\\) \\| .+ \\|", "$1 $2"))
            .toList();
    List<String> expected = new ArrayList<>();
    for (Path file : decisions()) {
      expected.add(expected.size() + 1 + " " + file.getFileName());
    }
    assertThat(rows).isEqualTo(expected);
  }

  @Test
  void mentionedDecisionsExist() throws IOException {
    int last = decisions().size();
    for (Path file : textFiles()) {
      assertThat(MENTION.matcher(Files.readString(file)).results())
          .as(file.toString())
          .allSatisfy(mention -> assertThat(Integer.parseInt(mention.group(1))).isBetween(1, last));
    }
  }

  @Test
  void linksLeadToFiles() throws IOException {
    int links = 0;
    for (Path file : documents()) {
      for (MatchResult link : LINK.matcher(Files.readString(file)).results().toList()) {
        assertThat(file.resolveSibling(link.group(1))).as("%s: %s", file, link.group()).exists();
        links++;
      }
    }
    assertThat(links).isGreaterThan(20);
  }

  private static List<Path> decisions() throws IOException {
    try (Stream<Path> files = Files.list(DECISIONS)) {
      return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
    }
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("src/test/README.md")));
    for (Path folder : List.of(Path.of(""), Path.of("docs"), DECISIONS)) {
      try (Stream<Path> files = Files.list(folder)) {
        documents.addAll(files.filter(file -> file.toString().endsWith(".md")).toList());
      }
    }
    return documents;
  }

  private static List<Path> textFiles() throws IOException {
    List<Path> all = new ArrayList<>(documents());
    all.add(Path.of("pom.xml"));
    for (String folder : List.of("src/main", "src/test/java", "bin", "bench", "templates")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        all.addAll(files.filter(Files::isRegularFile).toList());
      }
    }
    return all;
  }
}
