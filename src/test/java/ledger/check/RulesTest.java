package ledger.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of rules is true: documented, and each one seen to find something. */
class RulesTest {
  /**
   * A second guard: what is no delimiter row for us is none for flexmark, so its rows stray. And
   * what an experiment has to run for.
   */
  private static final Set<String> UNSEEN = Set.of("bad-delimiter", "experiment");

  /** What other commands find, in headers, records, prose, templates and lists to import. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "bad-csv",
          "bad-json",
          "bad-yaml",
          "damaged-accepted-edit",
          "damaged-record",
          "evidence-reference",
          "no-front-matter",
          "no-title",
          "orphaned-record",
          "site-link",
          "stray-file",
          "template",
          "unusable-events");

  @Test
  void theDocumentListsEveryRuleAsTheCodeDoes() throws IOException {
    List<String> rows =
        Arrays.stream(Rule.values())
            .map(
                rule ->
                    "| `%s` | %s | %s | %s |"
                        .formatted(
                            rule.id(),
                            rule.severity().name().toLowerCase(Locale.ROOT),
                            rule.fixable() ? "yes" : "",
                            rule.summary()))
            .toList();
    assertThat(Files.readAllLines(Path.of("docs/checks.md")))
        .filteredOn(line -> line.startsWith("| `"))
        .isEqualTo(rows);
  }

  @Test
  void everyRuleIsSeenInAGoldenAndNoGoldenShowsAnother() throws IOException {
    Set<String> seen = new TreeSet<>();
    Pattern named =
        Pattern.compile("^\\S.*: (?:error|warning): .* \\[([a-z0-9-]+)]$", Pattern.MULTILINE);
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
      for (Path file : files.filter(f -> f.endsWith("stderr")).toList()) {
        Matcher matcher = named.matcher(Files.readString(file, StandardCharsets.UTF_8));
        while (matcher.find()) {
          seen.add(matcher.group(1));
        }
      }
    }
    Set<String> rules = new TreeSet<>();
    Arrays.stream(Rule.values()).map(Rule::id).forEach(rules::add);
    rules.removeAll(UNSEEN);
    rules.addAll(OF_OTHERS);
    assertThat(seen).isEqualTo(rules);
  }
}
