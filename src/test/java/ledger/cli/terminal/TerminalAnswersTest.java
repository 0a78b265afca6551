package ledger.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ledger.cli.Console;
import ledger.cli.Main;
import ledger.evidence.Records;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.io.GuardedFiles;
import ledger.text.DisplayWidth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal shows of the commands that people read most. */
class TerminalAnswersTest {
  private static final String LEDGER =
      """
      # Work

      ## Backlog
      | ID    | Title | Description | Priority | Owner | Due | Notes |
      |-------|-------|-------------|----------|-------|-----|-------|
      | MLX-001 | Measure the latency of a request under ordinary load and write down how it depends on the size | One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen | High | Ada Lovelace | 2026-12-01 | |
      | MLX-003 | 漢字の長い題名は行の終わりで次の行に続き言葉の途中でも分けられる事があるので幅に注意する | | Low | | | |

      ## Done
      | ID    | Title | Outcome |
      |-------|-------|---------|
      | MLX-002 | Short | It held |
      """;

  @TempDir Path folder;
  private final Map<String, String> env =
      new HashMap<>(Map.of("LEDGER_TTY", "12", "NO_COLOR", "1", "COLUMNS", "60", "PAGER", ""));

  @BeforeEach
  void write() throws Exception {
    Files.createDirectories(folder.resolve("ledger/experiments"));
    Files.writeString(folder.resolve("ledger/TASKS.md"), LEDGER);
  }

  private String shown(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console = Console.of(out, OutputStream.nullOutputStream(), env);
    Main.run(console, env, folder, Clock.systemUTC(), words);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void listIsATableFittedToTheTerminal() {
    assertThat(shown("list"))
        .isEqualTo(
            """
            Backlog (2)
              MLX-001  Measure the latency of a       High  Ada Lovelace
                       request under ordinary load
                       and write down how it depends
                       on the size
              MLX-003  漢字の長い題名は行の終わりで   Low
                       次の行に続き言葉の途中でも分
                       けられる事があるので幅に注意
                       する
            Done (1)
              MLX-002  Short
            """);
  }

  @Test
  void whereThereIsLittleRoomColumnsAreLeftOutFromTheRight() {
    env.put("COLUMNS", "80");
    assertThat(shown("list")).containsPattern("High  Ada Lovelace  2026-12-01\n");
    env.put("COLUMNS", "45");
    assertThat(shown("list")).containsPattern(" High\n").doesNotContain("Ada");
  }

  @Test
  void aTaskWithEvidenceHasTheSignOfItsVerdict() throws Exception {
    Records made = Records.completed();

    RunRecord record = made.record();
    new EvidenceStore(GuardedFiles.of(folder.resolve("ledger")), folder.resolve("ledger/results"))
        .write(record);
    assertThat(shown("list"))
        .contains("\n  ↻  MLX-002  Short\n")
        .contains("\n     MLX-001  Measure");
    env.remove("NO_COLOR");
    assertThat(shown("list")).contains("\u001b[33m↻\u001b[0m  MLX-002  Short");
  }

  @Test
  void throughAPipeItIsAsPrograms() {
    env.put("LEDGER_TTY", "");
    assertThat(shown("list").lines().toList().get(1))
        .endsWith("depends on the size")
        .hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"list", "show MLX-001", "results", "results MLX-002", "verify --why", "check"})
  void noLineIsLongerThanTheTerminalAndNoWordBroken(String command) throws Exception {
    String all = shown(command.split(" "));
    assertThat(all.lines()).allMatch(line -> DisplayWidth.of(line) <= 60);
    for (String width : List.of("40", "100")) {
      env.put("COLUMNS", width);
      assertThat(shown(command.split(" ")).lines())
          .allMatch(line -> DisplayWidth.of(line) <= Integer.parseInt(width));
    }
  }

  @Test
  void aLongAnswerGoesToThePager() throws Exception {
    Path seen = folder.resolve("seen");
    env.put("PAGER", "cat > '" + seen + "'");
    env.put("LINES", "50");
    assertThat(shown("list")).contains("MLX-002");
    assertThat(seen).doesNotExist();
    env.put("LINES", "5");
    assertThat(shown("list")).isEmpty();
    assertThat(Files.readString(seen)).startsWith("Backlog (2)\n").endsWith("MLX-002  Short\n");
  }

  @Test
  void aPagerThatIsNotThereCostsNothing() {
    env.put("PAGER", "no-such-pager-at-all 2>/dev/null");
    env.put("LINES", "5");
    assertThat(shown("list")).contains("MLX-002  Short");
  }

  @Test
  void whoeverWantsNoPagerGetsNone() {
    assertThat(Pager.command(Map.of("PAGER", "cat", "TERM", "xterm"))).isEmpty();
    assertThat(Pager.command(Map.of("LEDGER_PAGER", "", "PAGER", "more"))).isEmpty();
    assertThat(Pager.command(Map.of("TERM", "dumb"))).isEmpty();
    assertThat(Objects.requireNonNull(Pager.command(Map.of("PAGER", "more")).getLast()))
        .isEqualTo("more");
  }
}
