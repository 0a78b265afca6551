package ledger.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.text.DisplayWidth;
import org.junit.jupiter.api.Test;

/** A line that is too long goes on below its last column, and no word is broken. */
class WrappingTest {
  private static final List<String> WORDS =
      List.of("a", "of", "latency", "measured", "語", "日本語の文", "🔥", "e\u0301té", "(x)", "–");

  private static String wrapped(String line, int columns) {
    int indent = Wrapping.indent(line, columns);
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Wrapping.Break each : Wrapping.breaks(line, columns, indent)) {
      out.append(line, from, each.from()).append('\n').append(" ".repeat(indent));
      from = each.to();
    }
    return out.append(line.substring(from)).toString();
  }

  @Test
  void goesOnBelowTheLastColumnOfTheFirstHalf() {
    assertThat(wrapped("  APO-1  stale   changed since the run: a, b", 36))
        .isEqualTo("  APO-1  stale   changed since the\n                 run: a, b");
    assertThat(wrapped("one two three four", 10)).isEqualTo("one two\n  three\n  four");
  }

  @Test
  void whatFitsStaysAsItIs() {
    assertThat(wrapped("  a  b   ", 20)).isEqualTo("  a  b   ");
    assertThat(wrapped("", 20)).isEmpty();
  }

  @Test
  void aWordThatIsTooLongStaysInOnePiece() {
    assertThat(wrapped("see https://example.org/a/very/long/path now", 20))
        .isEqualTo("see\n  https://example.org/a/very/long/path\n  now");
  }

  @Test
  void wideCharactersTakeTwoColumnsAndMayBeParted() {
    assertThat(wrapped("日本語日本語", 8)).isEqualTo("日本語日\n  本語");
    assertThat(Wrapping.lines("語 abc 語語", 6)).containsExactly("語 abc", "語語");
  }

  @Test
  void nothingIsLostAndEverythingFits() {
    Random random = new Random(5);
    for (int n = 0; n < 20_000; n++) {
      String line =
          Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
              .limit(1 + random.nextInt(30))
              .collect(Collectors.joining(random.nextInt(4) == 0 ? "  " : " "));
      int columns = 20 + random.nextInt(60);
      String wrapped = wrapped(line, columns);
      assertThat(wrapped.replaceAll("\\s", "")).isEqualTo(line.replace(" ", ""));
      assertThat(wrapped.lines()).allMatch(part -> DisplayWidth.of(part) <= columns);
    }
  }
}
