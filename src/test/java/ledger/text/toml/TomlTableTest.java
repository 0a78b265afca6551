package ledger.text.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class TomlTableTest {
  private static final String TEXT =
      """
      title = "a \\u00e9"
      on = true
      "a count" = 7
        ratio.of.it = 1.5
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

  @Test
  void valuesAndTables() throws Exception {
    TomlTable all = TomlTable.parse(TEXT);
    assertThat(all.keys())
        .containsExactly(
            "title", "on", "a count", "ratio", "day", "words", "inline", "environments", "step");
    assertThat(all.get("title")).isEqualTo("a é");
    assertThat(all.get("on")).isEqualTo(true);
    assertThat(all.get("a count")).isEqualTo(7);
    assertThat(table(table(all, "ratio"), "of").get("it")).isEqualTo(new BigDecimal("1.5"));
    assertThat(all.get("day")).isEqualTo("2026-11-26");
    assertThat(all.get("words")).isEqualTo(List.of("a", "b", List.of()));
    assertThat(table(table(all, "inline"), "y").get("z")).isEqualTo(2);
    TomlTable cuda = table(table(all, "environments"), "cuda");
    assertThat(table(cuda, "variables").get("A")).isEqualTo("1");
    assertThat(all.get("missing")).isNull();
    assertThat(TomlTable.parse("").keys()).isEmpty();
  }

  @Test
  void everyKeyKnowsWhereItIsWritten() throws Exception {
    TomlTable all = TomlTable.parse(TEXT);
    assertThat(all.spot("title")).isEqualTo(new TomlSpot(1, 1));
    assertThat(all.spot("a count")).isEqualTo(new TomlSpot(3, 1));
    assertThat(table(table(all, "ratio"), "of").spot("it")).isEqualTo(new TomlSpot(4, 3));
    assertThat(table(all, "inline").spot("y")).isEqualTo(new TomlSpot(7, 21));
    TomlTable cuda = table(table(all, "environments"), "cuda");
    assertThat(cuda.spot()).isEqualTo(new TomlSpot(9, 1));
    assertThat(cuda.spot("python")).isEqualTo(new TomlSpot(10, 1));
    assertThat(cuda.spot("missing")).isEqualTo(new TomlSpot(9, 1));
    List<?> steps = (List<?>) all.get("step");
    assertThat(((TomlTable) steps.get(1)).spot()).isEqualTo(new TomlSpot(15, 1));
    assertThat(((TomlTable) steps.get(1)).spot("n")).isEqualTo(new TomlSpot(16, 1));
  }

  @Test
  void theFirstMistakeIsNamedWithItsPlace() {
    invalid("a = 1\nb = = 2\n", 2, 5, "this is not valid TOML: unexpected '='");
    invalid("a = 1\r\n\u00e4 = 2\r\n", 2, 1, "this is not valid TOML: ");
    invalid("a = 1\na = 2\n", 2, 1, "this is not valid TOML: a previously defined at line 1");
    invalid("[a\n", 1, 3, "this is not valid TOML: unexpected end of line");
  }

  private static void invalid(String text, int line, int column, String message) {
    assertThatThrownBy(() -> TomlTable.parse(text))
        .isInstanceOfSatisfying(
            InvalidToml.class,
            e -> {
              assertThat(e.spot()).isEqualTo(new TomlSpot(line, column));
              assertThat(e).hasMessageStartingWith(message);
            });
  }

  private static TomlTable table(TomlTable from, String key) {
    return (TomlTable) from.get(key);
  }
}
