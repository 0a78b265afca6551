package ledger.document;

import java.util.List;

/** Writes what people put into cells. */
public final class CellWriter {
  /**
   * A cell's content as it stands in the file and as it is read.
   *
   * @param source without padding
   * @param text with {@code \|} unescaped
   */
  public record Content(String source, String text) {
    static final Content NONE = new Content("", "");

    static Content plain(String text) {
      return new Content(text, text);
    }

    static Content of(String source) {
      return new Content(source, source.replace("\\|", "|"));
    }
  }

  private static final List<String> WORDS =
      List.of("set", "up", "MLX", "eval()", "size", "batch", "4-bit", "Ångström", "naïve", "x");

  private static final List<String> ATOMS =
      List.of(
          "a \\| b",
          "\\|",
          "\\\\|",
          "`x \\| y`",
          "`a`",
          "``b ` c``",
          "`never closed",
          "C:\\dir\\file",
          "\\*kept\\*",
          "<br>",
          "<b>bold</b>",
          "<!-- aside -->",
          "<https://example.org/a?b=c&d>",
          "[link](https://example.org/x_(y) \"t\")",
          "![alt](a.png)",
          "[[wiki]]",
          "**strong** _em_ ~~gone~~",
          "&#124; &amp; &nbsp;",
          "$a_1^2$",
          "🚀",
          "👩‍👩‍👧‍👦 🏳️‍🌈",
          "日本語の説明",
          "e\u0301 n\u0303",
          "עברית",
          "a\tb",
          "nb\u00A0sp",
          "zero\u200Bwidth\uFEFF",
          "line\u2028sep",
          "next\u0085line",
          "form\ffeed",
          "nul\u0000!",
          "'single' \"double\" # : - {}[],&*?|".replace("|", "\\|"),
          "---",
          "null",
          "2026-11-23",
          "~",
          "- item",
          "MLX-777");

  private CellWriter() {}

  /** Anything, also nothing. */
  static Content any(Choices choices) {
    return choices.onceIn(4) ? Content.NONE : some(choices);
  }

  /** One atom at least; begins with a word, so that it can begin a line. */
  static Content some(Choices choices) {
    StringBuilder source = new StringBuilder(choices.of(WORDS));
    for (int more = choices.below(4); more > 0; more--) {
      source.append(' ').append(choices.onceIn(2) ? choices.of(ATOMS) : choices.of(WORDS));
    }
    return Content.of(source.toString());
  }

  /** Begins with anything. */
  public static Content wild(Choices choices) {
    Content rest = any(choices);
    String source = choices.of(ATOMS) + (rest.source().isEmpty() ? "" : " " + rest.source());
    return Content.of(source);
  }
}
