package ledger.site.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import freemarker.template.Template;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates without an end: each is given up, with its place. */
class RenderingTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration USUAL = Duration.ofSeconds(5);

  private static String render(String text, Duration time) throws Exception {
    return new String(
        Rendering.of(
            () -> new Template("t.ftlh", new StringReader(text), Templates.lockedDown()),
            null,
            time),
        StandardCharsets.UTF_8);
  }

  private static LimitReached refused(String text, Duration time) {
    LimitReached refused = catchThrowableOfType(LimitReached.class, () -> render(text, time));
    assertThat(refused).as(text).isNotNull();
    assertThat(refused.template()).isEqualTo("t.ftlh");
    return refused;
  }

  /** Each ends by itself after some seconds, so that no later test has to share the processor. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "<#list 1..100000000 as i></#list>",
        "<#list 1..20000000 as i>[=i]</#list>",
        "<#list 1..10000 as i><#list 1..10000 as j></#list></#list>",
        "<#assign n = 0><#list 1..30000000 as i><#assign n = n + i></#list>",
        "[=(1..200000000)?filter(i -> false)?first!]",
        "[=(1..20000000)?map(i -> i)?join('')?length]"
      })
  void aLoopEndsAfterSomeTime(String loop) {
    LimitReached refused = refused("<p>\n" + loop + "\n</p>\n", SOON);
    assertThat(refused).hasMessageMatching("this (took|needs).*");
    assertThat(refused.line()).isEqualTo(2);
  }

  @Test
  void aTextThatDoublesIsGivenUp() {
    LimitReached refused =
        refused("<#assign s = 'x'>\n<#list 1.. as i>\n<#assign s = s + s>\n</#list>", USUAL);
    assertThat(refused).hasMessageContaining("memory");
    assertThat(refused.line()).isBetween(1, 3);
    assertThat(refused("[='x'?left_pad(2000000000)]", USUAL)).hasMessageContaining("memory");
  }

  @Test
  void whatCallsItselfIsGivenUp() {
    LimitReached macro = refused("<#macro a>\n<@a/>\n</#macro>\n<@a/>", USUAL);
    assertThat(macro).hasMessageContaining("call itself");
    assertThat(macro.line()).isBetween(1, 4);
    assertThat(refused("<#function f x><#return f(x)></#function>[=f(1)]", USUAL))
        .hasMessageContaining("call itself");
  }

  @Test
  void whatIsTooDeepToReadIsGivenUp() {
    assertThatThrownBy(() -> render("[=" + "(".repeat(100_000), USUAL))
        .isInstanceOf(LimitReached.class)
        .hasMessageContaining("too deep");
  }

  /** Deeper than a usual stack, and no mistake. */
  @Test
  void whatIsDeepIsRendered() throws Exception {
    String text = "<#macro a n><#if n gt 0><@a n=n - 1/><#else>end</#if></#macro><@a n=5000/>";
    assertThat(render(text, USUAL)).isEqualTo("end");
  }
}
