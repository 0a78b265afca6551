package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is next, and beginning it. */
class NextTest {
  private static final String LEDGER =
      """
      # Work

      ## Backlog
      | ID    | Title  | Priority | Owner | Depends |
      |-------|--------|----------|-------|---------|
      | A-001 | first  | High     |       | A-003   |
      | A-002 | second | High     |       |         |
      | A-003 | third  | Low      |       |         |
      | A-004 | fourth | Low      |       |         |

      ## In Progress
      | ID | Title | Owner |
      |----|-------|-------|
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Files.createDirectories(folder.resolve("ledger"));
    Files.writeString(folder.resolve("ledger/TASKS.md"), LEDGER);
  }

  private int exit;

  private String ledger(String... words) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    Console console = Console.of(both, both, Map.of());
    exit = Main.run(console, Map.of(), folder, Clock.systemUTC(), words);
    return both.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsWhatIsReady() {
    assertThat(ledger("next"))
        .isEqualTo(
            """
              A-002  second  High
              A-003  third   Low
              A-004  fourth  Low
            1 task waits for others that are not done
            """);
    assertThat(exit).isZero();
    assertThat(ledger("next", "--limit", "1")).contains("and 2 more");
  }

  @Test
  void beginsTheFirstAndKeepsToTheLimit() throws Exception {
    Files.writeString(folder.resolve("ledger/ledger.toml"), "[states.in-progress]\nlimit = 2\n");
    assertThat(ledger("next", "--start", "--owner", "Ada"))
        .isEqualTo("A-002: Backlog → In Progress\n");
    assertThat(Files.readString(folder.resolve("ledger/TASKS.md")))
        .contains("| A-002 | second | Ada");
    assertThat(ledger("next", "--start")).isEqualTo("A-003: Backlog → In Progress\n");
    assertThat(ledger("next", "--start")).contains("In Progress has 2 tasks, and its limit is 2");
    assertThat(exit).isEqualTo(1);
    assertThat(ledger("next")).contains("finish one of them first");
    assertThat(exit).isEqualTo(1);
    ledger("move", "A-004", "start");
    assertThat(ledger("check")).contains("warning: In Progress has 3 tasks, and its limit is 2");
  }

  @Test
  void nothingIsReady() {
    ledger("move", "A-002", "A-003", "A-004", "start");
    assertThat(ledger("next", "--start")).contains("no task is ready").contains("1 task waits");
    assertThat(exit).isEqualTo(1);
  }

  /** Each process takes what is next until nothing is; every task is taken once. */
  @Test
  void twoAtOnceNeverGetTheSameTask() throws Exception {
    List<String> taken = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      Process ada = process("Ada");
      Process ben = process("Ben");
      for (Process each : List.of(ada, ben)) {
        taken.add(new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        each.waitFor();
      }
    }
    assertThat(taken)
        .containsExactlyInAnyOrder(
            "A-002: Backlog → In Progress",
            "A-003: Backlog → In Progress",
            "A-004: Backlog → In Progress",
            "");
  }

  private Process process(String owner) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "ledger.cli.Main",
            "next",
            "--start",
            "--owner",
            owner)
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
