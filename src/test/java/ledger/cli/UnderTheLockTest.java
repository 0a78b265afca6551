package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes while a command waits for the lock counts, and not what the command saw before. */
class UnderTheLockTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final String DAY = "2026-11-20T10:00:00Z";
  private static final String NEXT_DAY = "2026-11-21T10:00:00Z";

  @TempDir Path folder;
  private Desk desk;
  private Process holder;

  /** Something that somebody else does. */
  private interface Meanwhile {
    void run() throws Exception;
  }

  @BeforeEach
  void open() throws Exception {
    desk = new Desk(folder.toRealPath());
  }

  @AfterEach
  void end() {
    if (holder != null) {
      holder.destroyForcibly();
    }
  }

  @Test
  void aRowIsReadAgain() throws Exception {
    Desk.Ended ended =
        waiting(
            () -> byHand("| Research and Document Quantization", "| Document All Quantization"),
            "edit",
            "MLX-004",
            "--owner",
            "Ada");
    assertThat(ended.err()).isEmpty();
    assertThat(desk.read("ledger/TASKS.md"))
        .contains("| Document All Quantization Best Practices")
        .containsPattern("\\| MLX-004 .*\\| Ada ");
  }

  @Test
  void aRowThatHasGoneIsRefused() throws Exception {
    Desk.Ended ended =
        waiting(() -> byHand("| MLX-004 |", "| MLX-044 |"), "start", "MLX-004", "MLX-005");
    assertThat(ended.exit()).isEqualTo(ExitCode.CANNOT);
    assertThat(ended.err()).isEqualTo("error: no task MLX-004\n  help: did you mean MLX-001?\n");
    assertThat(folder.resolve("ledger/tasks")).doesNotExist();
  }

  @Test
  void anIdThatSomebodyTookIsNotGivenAgain() throws Exception {
    Desk.Ended ended =
        waiting(() -> desk.write("ledger/tasks/MLX-009.md", "theirs\n"), "add", "Mine");
    assertThat(ended.out()).isEqualTo("added MLX-010 to Backlog\n");
  }

  @Test
  void aTextThatWasEditedTakesDoneBackIntoDoubt() throws Exception {
    desk.brought("pinned", DAY, false, 3, 4, 3, 4, 3, 4, 3, 4);
    Desk.Ended ended =
        waiting(
            () -> byHand("| Document Lazy Computation", "| Document Eager Computation"),
            "done",
            "MLX-002");
    assertThat(ended.exit()).isEqualTo(ExitCode.NO);
    assertThat(ended.err()).startsWith("error: MLX-002 is not verified: ");
  }

  @Test
  void newEvidenceKeepsADoneTaskDone() throws Exception {
    desk.brought("pinned", DAY, false, 1, 1.1, 1, 1.1, 1, 1.1, 1, 1.1);
    desk.ledger("done", "MLX-002", "--waive", "no time");
    Desk.Ended ended =
        waiting(
            () -> desk.brought("pinned", NEXT_DAY, false, 3, 4, 3, 4, 3, 4, 3, 4),
            "reopen",
            "MLX-002");
    assertThat(ended.err()).startsWith("error: no evidence refutes MLX-002: ");
    assertThat(ended.exit()).isEqualTo(ExitCode.NO);
  }

  @Test
  void aRowThatSomebodyReopenedIsNotReopenedAgain() throws Exception {
    desk.brought("pinned", DAY, false, 1, 1.1, 1, 1.1, 1, 1.1, 1, 1.1);
    desk.ledger("done", "MLX-002", "--waive", "no time");
    String done = desk.read("ledger/TASKS.md");
    desk.ledger("reopen", "MLX-002");
    String reopened = desk.read("ledger/TASKS.md");
    desk.write("ledger/TASKS.md", done);
    Desk.Ended ended = waiting(() -> desk.write("ledger/TASKS.md", reopened), "reopen", "MLX-002");
    assertThat(ended.err()).startsWith("error: MLX-002 is not done: it is in Review / QA");
  }

  private void byHand(String old, String text) throws Exception {
    String now = desk.read("ledger/TASKS.md");
    assertThat(now).contains(old);
    desk.write("ledger/TASKS.md", now.replace(old, text));
  }

  /** Runs a command that has to wait; something happens before it is its turn. */
  private Desk.Ended waiting(Meanwhile meanwhile, String... args) throws Exception {
    hold();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(() -> Main.run(console, Map.of(), desk.folder, NOON, args));
    String notice = "waiting for another ledger command to finish\n";
    for (int i = 0; i < 3000 && err.size() < notice.length(); i++) {
      Thread.sleep(10);
    }
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(notice);
    meanwhile.run();
    holder.destroyForcibly().waitFor();
    return new Desk.Ended(
        exit.get(60, TimeUnit.SECONDS),
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8).substring(notice.length()));
  }

  /** Another process takes the lock and keeps it. */
  private void hold() throws Exception {
    Path log = desk.folder.resolve("log");
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                "ledger.io.Waiter",
                desk.folder.resolve(".ledger").toString(),
                log.toString(),
                "-")
            .inheritIO()
            .start();
    for (int i = 0; i < 3000 && !Files.exists(log); i++) {
      Thread.sleep(10);
    }
    assertThat(log).exists();
  }
}
