package ledger.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A problem in a long line shows what is around it, in a line of a terminal. */
class ExcerptTest {
  private static final int TERMINAL = 80;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 77, 78, 500, 1922, 1990, 1999, 2000, 2500, 3999})
  void theCaretIsBelowWhatItMarks(int at) {
    for (int width : new int[] {0, 1, 9, 76, 77, 300}) {
      for (String filler : List.of("a", "中", "\u001b", "e\u0301")) {
        String line = filler.repeat(at) + "X".repeat(width) + filler.repeat(2000);
        SourceText source = SourceText.of("f", line);
        Span span = new Span(filler.length() * at, filler.length() * at + width);
        Problem problem = Problem.error("rule", source.place(span), "wrong", null);
        List<String> shown = problem.render().lines().toList();
        String text = shown.get(1);
        String carets = shown.get(2);
        assertThat(shown.getFirst())
            .startsWith("f:1:" + (filler.codePointCount(0, filler.length()) * at + 1));
        assertThat(DisplayWidth.of(text)).isBetween(TERMINAL - 6, TERMINAL);
        int marks = carets.indexOf('^');
        int from = columns(text, marks);
        assertThat(DisplayWidth.of(carets)).isLessThanOrEqualTo(TERMINAL);
        assertThat(text.substring(from, from + Math.min(width, 76)))
            .isEqualTo("X".repeat(Math.min(width, 76)));
        assertThat(carets.strip()).hasSize(width > 76 ? 77 : Math.max(1, width));
      }
    }
  }

  /** The index at which a text has taken so many columns. */
  private static int columns(String text, int columns) {
    int at = 0;
    while (DisplayWidth.of(text.substring(0, at)) < columns
        || (at < text.length() && DisplayWidth.of(text.substring(at, at + 1)) == 0)) {
      at++;
    }
    return at;
  }
}
