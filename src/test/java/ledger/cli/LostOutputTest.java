package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Standard output cannot be written: no command calls that a success. StreamsIT has processes. */
class LostOutputTest {
  private static final String SAID =
      """
      error: cannot write to standard output: No space left on device
        help: only the output is lost: what the command changed stays changed
      """;

  @TempDir Path folder;

  private record Ended(int exit, String err) {}

  /** Takes so many bytes. */
  private static final class Full extends OutputStream {
    private int room;

    Full(int room) {
      this.room = room;
    }

    @Override
    public void write(int b) throws IOException {
      if (room-- <= 0) {
        throw new IOException("No space left on device");
      }
    }
  }

  private static Ended run(Desk desk, int room, List<String> words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = Console.of(new Full(room), err, Map.of());
    int exit =
        Main.run(console, Map.of(), desk.folder, Clock.systemUTC(), words.toArray(String[]::new));
    return new Ended(exit, err.toString(StandardCharsets.UTF_8));
  }

  @TestFactory
  Stream<DynamicTest> everyAnswer() throws Exception {
    Desk desk = new Desk(folder);
    Root root =
        new Root(
            new Context(
                Console.of(OutputStream.nullOutputStream(), new Full(0), Map.of()),
                Map.of(),
                folder,
                Clock.systemUTC(),
                List.of()));
    Stream<List<String>> help =
        Commands.line(root).getSubcommands().keySet().stream().map(name -> List.of(name, "--help"));
    Stream<List<String>> answers =
        Stream.of(
            List.of("--help"),
            List.of("--version"),
            List.of("completion", "bash"),
            List.of("list"),
            List.of("list", "--json"),
            List.of("show", "MLX-002"),
            List.of("check", "--rules"),
            List.of("check", "--json"),
            List.of("check", "--format", "sarif"),
            List.of("check", "--format", "gitlab"),
            List.of("results"),
            List.of("results", "--json"),
            List.of("undo", "--list"),
            List.of("edit", "MLX-004", "--owner", "Ada", "--dry-run"),
            List.of("site"));
    return Stream.concat(help, answers)
        .map(words -> DynamicTest.dynamicTest(String.join(" ", words), () -> lost(desk, words)));
  }

  private static void lost(Desk desk, List<String> words) {
    for (int room : new int[] {0, 2}) {
      Ended ended = run(desk, room, words);
      assertThat(ended.exit()).isEqualTo(ExitCode.CANNOT);
      assertThat(ended.err()).endsWith(SAID).doesNotContain("Exception");
    }
  }

  /** The change has been made, as the message says, and can be undone. */
  @Test
  void aChangeIsMade() throws Exception {
    Desk desk = new Desk(folder);
    String before = desk.read("ledger/TASKS.md");
    Ended ended = run(desk, 0, List.of("edit", "MLX-004", "--owner", "Ada"));
    assertThat(ended).isEqualTo(new Ended(ExitCode.CANNOT, SAID));
    assertThat(desk.read("ledger/TASKS.md")).contains("Ada");
    assertThat(desk.ledger("undo").exit()).isZero();
    assertThat(desk.read("ledger/TASKS.md")).isEqualTo(before);
  }

  /** What fits is an answer; nothing to say needs no room. */
  @Test
  void enoughRoom() throws Exception {
    Desk desk = new Desk(folder);
    assertThat(run(desk, 1 << 20, List.of("list"))).isEqualTo(new Ended(ExitCode.OK, ""));
    assertThat(run(desk, 0, List.of("check", "--format", "github")).exit()).isZero();
  }
}
