package ledger.cli;

import static net.bytebuddy.matcher.ElementMatchers.is;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import ledger.document.parse.LedgerParser;
import ledger.text.SourceText;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often one command parses the ledger: as it is, and once for each proof. */
public class ParsesTest {
  private static final String TITLE = "# Counted, and by this test only";
  private static final AtomicInteger PARSES = new AtomicInteger();

  @TempDir private Path folder;

  @BeforeAll
  static void count() {
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .with(AgentBuilder.RedefinitionStrategy.Listener.ErrorEscalating.FAIL_FAST)
        .type(is(LedgerParser.class))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Parsing.class).on(named("parse"))))
        .installOn(ByteBuddyAgent.install());
  }

  /** The file, and the proof of the rehearsal, which the plan under the lock can use again. */
  @ParameterizedTest
  @ValueSource(strings = {"move MLX-002 start", "move MLX-002 --before MLX-001"})
  void anEditParsesTwice(String command) throws Exception {
    Desk desk = new Desk(folder);
    String before = desk.read("ledger/TASKS.md").replaceFirst("# .*", TITLE);
    desk.write("ledger/TASKS.md", before);
    PARSES.set(0);
    Desk.Ended ended = desk.ledger(command.split(" "));
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(desk.read("ledger/TASKS.md")).isNotEqualTo(before);
    assertThat(PARSES).hasValue(2);
  }

  /** Called by what is woven in. */
  public static void parsing(SourceText source) {
    if (source.content().startsWith(TITLE)) {
      PARSES.incrementAndGet();
    }
  }

  /** Where a ledger begins to be parsed. */
  static final class Parsing {
    private Parsing() {}

    @Advice.OnMethodEnter
    static void parsing(@Advice.Argument(0) SourceText source) {
      ParsesTest.parsing(source);
    }
  }
}
