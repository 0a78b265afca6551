package ledger.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a terminal would obey is written out; what people write stays. */
class VisibleTest {
  @Test
  void controlCharactersAreWrittenOut() {
    assertThat(Visible.line("a\u001b]0;owned\u0007b")).isEqualTo("a\\u001b]0;owned\\u0007b");
    assertThat(Visible.line("\0\b\u007f\u0080\u009b2J"))
        .isEqualTo("\\u0000\\u0008\\u007f\\u0080\\u009b2J");
    assertThat(Visible.line("one\r\ntwo\nthree\r")).isEqualTo("one\\r\\ntwo\\nthree\\r");
  }

  /** Every one of the named ranges, and nothing at their borders. */
  @Test
  void everyControlCharacterIsWrittenOut() {
    for (int c = 0; c <= 0x10ffff; c++) {
      boolean control = Character.getType(c) == Character.CONTROL && c != '\t';
      boolean direction =
          switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE,
                Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT ->
                true;
            default -> c == 0x61c || c == 0x200e || c == 0x200f;
          };
      boolean old = c >= 0x206a && c <= 0x206f;
      boolean line = c == 0x2028 || c == 0x2029;
      boolean half = c >= 0xd800 && c <= 0xdfff;
      String text = Character.toString(c);
      assertThat(Visible.line(text).equals(text))
          .as(Integer.toHexString(c))
          .isEqualTo(!(control || direction || old || line || half));
    }
  }

  @Test
  void wordsOfAnyLanguageStay() {
    String text = "Straße 任务 می‌خواهم 👩‍💻 ❤️ e\u0301\tשלום \\u001b";
    assertThat(Visible.line(text)).isSameAs(text);
    assertThat(Visible.lines(text)).isSameAs(text);
  }

  @Test
  void linesStayWhereTheyAreAsked() {
    assertThat(Visible.lines("one\ntwo\r\n10 %\r20 %\r\r\n"))
        .isEqualTo("one\ntwo\r\n10 %\\r20 %\\r\r\n");
  }

  @Test
  void halfAPairIsWrittenOut() {
    assertThat(Visible.line("\ud83d\ud83d\udc69\udc69")).isEqualTo("\\ud83d\ud83d\udc69\\udc69");
  }

  /** What has been made visible is not changed by a second pass. */
  @Test
  void twiceIsOnce() {
    String once = Visible.line("\u001b[1m\r\n\u202e");
    assertThat(Visible.line(once)).isSameAs(once);
  }

  /** Jackson writes out what JSON requires; the rest keeps the same value. */
  @Test
  void jsonKeepsItsValue() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x2100; c++) {
      all.append(c);
    }
    JsonMapper json = JsonMapper.shared();
    String written = Visible.lines(json.writeValueAsString(all.toString()));
    assertThat(written).doesNotContain("\u007f", "\u009b", "\u202e", "\u2028");
    assertThat(json.readValue(written, String.class)).isEqualTo(all.toString());
  }
}
