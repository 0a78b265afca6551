package ledger.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineEndsTest {
  @Test
  void theOneThatTheTextUses() {
    assertThat(LineEnds.of("a\r\nb\r\n")).isEqualTo("\r\n");
    assertThat(LineEnds.of("a\nb")).isEqualTo("\n");
    assertThat(LineEnds.of("a")).isEqualTo("\n");
    assertThat(LineEnds.of("a\rb")).isEqualTo("\n");
    assertThat(LineEnds.of("a", "\r\n")).isEqualTo("\r\n");
    assertThat(LineEnds.of("a\n", "\r\n")).isEqualTo("\n");
    assertThat(SourceText.of("x", "\uFEFFa\r\n").lineEnd()).isEqualTo("\r\n");
  }

  @Test
  void textsWithTheLineEndsOfOthers() {
    assertThat(LineEnds.plain("a\r\nb\rc\n")).isEqualTo("a\nb\rc\n");
    assertThat(LineEnds.plainLike("a\r\n", "b\n")).isEqualTo("a\n");
    assertThat(LineEnds.plainLike("a\r\n", "b\r\n")).isEqualTo("a\r\n");
    assertThat(LineEnds.like("a\nb\n", "c\r\n")).isEqualTo("a\r\nb\r\n");
    assertThat(LineEnds.like("a\r\nb\n", "c\r\n")).isEqualTo("a\r\nb\n");
    assertThat(LineEnds.like("a\n", "c\n")).isEqualTo("a\n");
  }
}
