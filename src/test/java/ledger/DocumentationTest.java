package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents refer to exists. */
class DocumentationTest {
  private static final Path DECISIONS = Path.of("docs/adr");
  private static final Path MAP = Path.of("docs/architecture.md");
  private static final Path TESTS = Path.of("src/test/README.md");
  private static final Path SOURCES = Path.of("src/main/java/ledger");
  private static final Pattern PACKAGE_ROW =
      Pattern.compile("\\| `([a-z]+)`(?: \\(([^)]*)\\))? \\|.*");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  /** A class, perhaps with one of its members. */
  private static final Pattern CLASS_NAME = Pattern.compile("([A-Z][a-z]\\w*)(?:\\.(\\w+))?");

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
  void theMapListsEveryPackage() throws IOException {
    SortedMap<String, Set<String>> mapped = new TreeMap<>();
    for (String line : Files.readAllLines(MAP)) {
      Matcher row = PACKAGE_ROW.matcher(line);
      if (row.matches()) {
        mapped.put(row.group(1), new TreeSet<>(codeIn(String.valueOf(row.group(2)))));
      }
    }
    SortedMap<String, Set<String>> packages = new TreeMap<>();
    for (Path folder : folders(SOURCES)) {
      Set<String> inner = new TreeSet<>();
      folders(folder).forEach(sub -> inner.add(sub.getFileName().toString()));
      packages.put(folder.getFileName().toString(), inner);
    }
    assertThat(mapped).isEqualTo(packages);
  }

  @Test
  void documentsNameClassesThatExist() throws IOException {
    SortedMap<String, String> sources = new TreeMap<>();
    for (Path root : List.of(SOURCES, Path.of("src/test/java/ledger"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.put(name, Files.readString(file));
        }
      }
    }
    int named = 0;
    for (String code : codeIn(Files.readString(MAP) + Files.readString(TESTS))) {
      Matcher name = CLASS_NAME.matcher(code);
      if (name.matches()) {
        assertThat(sources).as(code).containsKey(name.group(1));
        if (name.group(2) != null) {
          assertThat(sources.get(name.group(1)))
              .as(code)
              .containsPattern("\\b" + name.group(2) + "\\b");
        }
        named++;
      }
    }
    assertThat(named).isGreaterThan(30);
  }

  /** Without front matter, code, tables and references to what was measured. */
  @Test
  void pagesOfTasksAreReadInOneSitting() throws IOException {
    List<Path> pages;
    try (Stream<Path> files = Files.list(Path.of("ledger/tasks"))) {
      pages = files.filter(file -> file.toString().endsWith(".md")).toList();
    }
    assertThat(pages).hasSizeGreaterThanOrEqualTo(9);
    for (Path page : pages) {
      String prose =
          Files.readString(page)
              .replaceFirst("(?s)\\A---\n.*?\n---\n", "")
              .replaceAll("(?sm)^```.*?^```", "")
              .replaceAll("(?m)^[|#].*", "")
              .replaceAll("\\[=[^\\]\"]*(\\[\"[^\"]*\"\\][^\\]\"]*)*\\]", "x")
              .replaceAll("\\]\\([^)]*\\)", "]");
      assertThat(prose.strip().split("\\s+")).as(page.toString()).hasSizeBetween(400, 1500);
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

  private static List<String> codeIn(String text) {
    return CODE.matcher(text).results().map(code -> code.group(1)).toList();
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  private static List<Path> decisions() throws IOException {
    try (Stream<Path> files = Files.list(DECISIONS)) {
      return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
    }
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(TESTS));
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
    for (String folder :
        List.of("src/main", "src/test/java", "bin", "lib", "dev", "bench", "templates")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        all.addAll(files.filter(Files::isRegularFile).toList());
      }
    }
    return all;
  }
}
