package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.workspace.Settings;
import org.junit.jupiter.api.Test;

/** Small packages, small files, and one meaning for each name. */
class TidinessTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);
  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");

  @Test
  void noPackageHasMoreThan20Files() throws IOException {
    Map<Path, Long> sizes =
        files().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    assertThat(sizes).hasSizeGreaterThan(20);
    assertThat(sizes).allSatisfy((folder, size) -> assertThat(size).isLessThanOrEqualTo(20));
  }

  @Test
  void noFileIsLongerThan300Lines() throws IOException {
    for (Path file : files()) {
      try (Stream<String> lines = Files.lines(file)) {
        assertThat(lines.count()).as(file.toString()).isLessThanOrEqualTo(300);
      }
    }
  }

  /** Nested types count as well: whoever reads a name knows what it means. */
  @Test
  void noTypeNameIsUsedTwice() throws IOException {
    Map<String, TreeSet<String>> places = new TreeMap<>();
    for (Path file : files()) {
      String code = COMMENT_OR_TEXT.matcher(Files.readString(file)).replaceAll("");
      Matcher declaration = DECLARATION.matcher(code);
      while (declaration.find()) {
        places
            .computeIfAbsent(declaration.group(1), name -> new TreeSet<>())
            .add(SOURCES.relativize(file).toString());
      }
    }
    assertThat(places).hasSizeGreaterThan(400);
    places.values().removeIf(files -> files.size() == 1);
    assertThat(places).isEmpty();
  }

  /** What this project's own experiments are about is for its ledger alone. */
  @Test
  void nothingThatIsShippedKnowsWhatIsMeasured() throws IOException {
    List<String> naming = new ArrayList<>();
    int read = 0;
    for (String folder : List.of("src/main", "templates", "bin", "lib")) {
      try (Stream<Path> all = Files.walk(Path.of(folder))) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          read++;
          String text = file + "\n" + Files.readString(file, StandardCharsets.ISO_8859_1);
          if (text.toLowerCase(Locale.ROOT).contains("mlx")) {
            naming.add(file.toString());
          }
        }
      }
    }
    assertThat(read).isGreaterThan(400);
    assertThat(naming).isEmpty();
    assertThat(Settings.DEFAULT.toString()).doesNotContainIgnoringCase("mlx");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
