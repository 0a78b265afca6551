package ledger.document;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class TaskIdTest {
  /** Written twice, for speed and for patterns: both say the same. */
  @Property
  void thePatternIsTheForm(
      @ForAll
          @StringLength(max = 13)
          @CharRange(from = '0', to = '1')
          @Chars({'-', '-', 'A', 'Z', '_', 'a', '٣', 'É'})
          String text) {
    assertThat(TaskId.usual(text) != null).isEqualTo(text.matches(TaskId.PATTERN));
  }

  @Example
  void partsOfAnId() {
    TaskId id = new TaskId("A_1-007");
    assertThat(id.prefix()).isEqualTo("A_1");
    assertThat(id.number()).isEqualTo(7);
    assertThat(id.withNumber(12)).isEqualTo(new TaskId("A_1-012"));
  }

  @Example
  void typedAndNamedAfter() {
    TaskId id = new TaskId("MLX-002");
    assertThat(TaskId.typed("mlx-002")).contains(id);
    assertThat(TaskId.typed("start")).isEmpty();
    assertThat(TaskId.ofFile("MLX-002")).contains(id);
    assertThat(TaskId.ofFile("MLX-002.md")).contains(id);
    assertThat(TaskId.ofFile("12.md")).contains(new TaskId("12"));
    assertThat(TaskId.ofFile("notes.md")).isEmpty();
    assertThat(TaskId.ofFile(".md")).isEmpty();
  }

  @Example
  void aNameSuggestsAPrefix() {
    assertThat(TaskId.prefixOf("fast-sums")).contains("FS");
    assertThat(TaskId.prefixOf("vectors")).contains("VEC");
    assertThat(TaskId.prefixOf("main")).contains("MAIN");
    assertThat(TaskId.prefixOf("taskLedger")).contains("TL");
    assertThat(TaskId.prefixOf("a b_c.d-e")).contains("ABCD");
    assertThat(TaskId.prefixOf("2026 plans")).contains("PLA");
    assertThat(TaskId.prefixOf("\u00dcbungen")).contains("UBU");
    assertThat(TaskId.prefixOf("\u4e2d 7")).isEmpty();
    assertThat(TaskId.prefixOf("")).isEmpty();
  }
}
