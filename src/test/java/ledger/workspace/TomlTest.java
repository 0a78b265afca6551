package ledger.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import org.junit.jupiter.api.Test;

/** Settings as maps, lists and values. */
class TomlTest {
  @Test
  void tablesListsAndValues() throws Exception {
    String text =
        """
        title = "a \\u00e9"
        on = true
        count = 7
        ratio = 1.5
        day = 2026-11-26
        words = ["a", 'b', []]
        inline = { x = "1", y = { z = 2 } }

        [environments.cuda]
        python = ">=3.11"
        [environments.cuda.variables]
        A = "1"
        [[step]]
        n = 1
        [[step]]
        n = 2
        """;
    assertThat(parse(text))
        .isEqualTo(
            Map.of(
                "title",
                "a é",
                "on",
                true,
                "count",
                7,
                "ratio",
                new java.math.BigDecimal("1.5"),
                "day",
                "2026-11-26",
                "words",
                List.of("a", "b", List.of()),
                "inline",
                Map.of("x", "1", "y", Map.of("z", 2)),
                "environments",
                Map.of("cuda", Map.of("python", ">=3.11", "variables", Map.of("A", "1"))),
                "step",
                List.of(Map.of("n", 1), Map.of("n", 2))));
    assertThat(parse("")).isEmpty();
  }

  @Test
  void whatIsNoTomlIsAProblemAtItsLine() {
    assertThatThrownBy(() -> parse("a = 1\nb = = 2\n"))
        .isInstanceOfSatisfying(
            InvalidText.class,
            e -> {
              assertThat(e.problem().place().line()).isEqualTo(2);
              assertThat(e.problem().message()).startsWith("this is not valid TOML: ");
            });
  }

  private static Map<String, Object> parse(String text) throws InvalidText {
    return Toml.parse(SourceText.of("ledger.toml", text));
  }
}
