package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The difference that {@code --dry-run} shows is coloured on a terminal, and nowhere else. */
class ColorTest {
  private static final String ESCAPE = "\u001b[";

  @TempDir Path folder;

  private String diff(Map<String, String> env) throws Exception {
    Desk desk = new Desk(folder);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Console console = Console.of(stream, new PrintStream(new ByteArrayOutputStream(), true), env);
    String[] edit = {"edit", "MLX-004", "--owner", "Ada", "--dry-run"};
    assertThat(Main.run(console, env, desk.folder, Clock.systemUTC(), edit)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void onATerminal() throws Exception {
    assertThat(diff(Map.of("LEDGER_TTY", "12")).lines())
        .satisfiesOnlyOnce(l -> assertThat(l).startsWith(ESCAPE + "1m--- a/ledger/TASKS.md"))
        .satisfiesOnlyOnce(l -> assertThat(l).startsWith(ESCAPE + "36m@@ "))
        .satisfiesOnlyOnce(l -> assertThat(l).startsWith(ESCAPE + "31m-| MLX-004 "))
        .satisfiesOnlyOnce(l -> assertThat(l).startsWith(ESCAPE + "32m+| MLX-004 "));
  }

  @Test
  void theTextIsTheSameWithoutColour() throws Exception {
    String plain = diff(Map.of());
    assertThat(plain).doesNotContain(ESCAPE);
    assertThat(diff(Map.of("LEDGER_TTY", "12")).replaceAll("\u001b\\[[0-9]*m", ""))
        .isEqualTo(plain);
  }

  @Test
  void notWhereNobodyWantsIt() throws Exception {
    assertThat(diff(Map.of("LEDGER_TTY", "12", "NO_COLOR", "1"))).doesNotContain(ESCAPE);
    assertThat(diff(Map.of("LEDGER_TTY", "2"))).doesNotContain(ESCAPE);
  }
}
