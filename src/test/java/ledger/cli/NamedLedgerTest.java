package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that {@code --ledger} names has its folders beside it, for every command. */
class NamedLedgerTest {
  private static final String[] NAMED = {"--ledger", "docs/PLAN.md"};

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void move() throws IOException {
    desk = new Desk(folder);
    Files.createDirectories(folder.resolve("docs"));
    Files.move(folder.resolve("ledger/TASKS.md"), folder.resolve("docs/PLAN.md"));
    Files.move(folder.resolve("ledger/experiments"), folder.resolve("docs/experiments"));
    Files.delete(folder.resolve("ledger/ledger.toml"));
    Files.delete(folder.resolve("ledger"));
    desk.write(
        "docs/ledger.toml", "[environments.own]\nrequirements = \"requirements/pinned.txt\"\n");
    desk.write(
        "events.jsonl",
        """
        {"event":"plan","schema":1,"experiment":"counting","task":"MLX-002","steps":0,"quick":false,"started":"2026-11-20T10:00:00Z"}
        {"event":"environment","python":"3.12","os":"Linux","arch":"x86_64","backend":"cpu","packages":{"mlx":"0.29.4"}}
        {"event":"metric","id":"parts","title":"Parts","unit":"1","better":"higher","exact":true}
        {"event":"sample","metric":"parts","value":4}
        {"event":"end","load":[],"seconds":1}
        """);
  }

  private String ledger(String... words) {
    Desk.Ended ended =
        desk.ledger(Stream.concat(Stream.of(NAMED), Stream.of(words)).toArray(String[]::new));
    assertThat(ended.exit()).as(List.of(words) + ended.err()).isZero();
    return ended.out();
  }

  @Test
  void everyFolderIsBesideIt() throws IOException {
    ledger("results", "import", "events.jsonl", "--env", "pinned");
    ledger("results", "import", "events.jsonl", "--env", "own");
    assertThat(ledger("results", "MLX-002")).contains("verified");
    ledger("move", "MLX-002", "done");
    ledger("site");
    ledger("check");
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("docs", "events.jsonl");
    }
    try (Stream<Path> entries = Files.list(folder.resolve("docs"))) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "PLAN.md", "ledger.toml", "experiments", "results", "tasks", "site", ".ledger");
    }
    assertThat(folder.resolve("docs/site/tasks/MLX-002.html")).isRegularFile();
    assertThat(folder.resolve("docs/tasks/MLX-002.md")).isRegularFile();
  }

  @Test
  void itsOwnLockFileCounts() throws IOException {
    ledger("results", "import", "events.jsonl", "--env", "pinned");
    desk.write("docs/experiments/requirements/pinned.txt", "mlx==0.29.5\n");
    Desk.Ended done = desk.ledger("--ledger", "docs/PLAN.md", "move", "MLX-002", "done");
    assertThat(done.exit()).isEqualTo(1);
    assertThat(done.err()).contains("changed since the run: the environment's requirements");
  }
}
