package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.document.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported and imported again says the same; undone, it was never there. */
class ExchangeTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final String LEDGER =
      """
      # Tasks

      ## Backlog
      | ID | Title | Priority | Due | Mood |
      |----|-------|----------|-----|------|
      | T-3 | a \\| "quoted", b; c | High | 2026-12-01 | 😀 |
      | T-1 | = 1 + 1 | High |  |  |
      | T-12 | ''x'' | Low |  | [link](https://example.org/x_(y)) |

      ## In Progress
      | ID | Title | Started (YYYY-MM-DD) | Owner |
      |----|-------|----------------------|-------|
      | T-4 | id:T-9 +x @y (A) | 2026-11-01 | Ada, Bo |

      ## Done
      | ID | Title | Completed (YYYY-MM-DD) | Outcome |
      |----|-------|------------------------|---------|
      | T-5 | Last | 2026-11-02 | 3 ms |
      | T-2 | First | 2026-11-01 | 4 ms |
      """;

  @TempDir private Path temp;
  private int folders;

  private Path folder(String ledger) throws Exception {
    Path folder = Files.createDirectories(temp.resolve("w" + folders++));
    Files.createDirectories(folder.resolve("ledger"));
    Files.writeString(folder.resolve("ledger/TASKS.md"), ledger);
    return folder;
  }

  private static String run(Path folder, int exit, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    assertThat(Main.run(console, Map.of(), folder, NOON, words))
        .as(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(exit);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String empty(String ledger) {
    return String.join("\n", ledger.lines().filter(l -> !l.startsWith("| T-")).toList()) + "\n";
  }

  private static String narrow(String ledger) {
    return ledger.replace(" Due | Mood |", "").replace("----------|-----|------|", "----------|");
  }

  /** What each task says, in order: empty cells say nothing. */
  private static List<Map<String, String>> rows(Path folder) throws Exception {
    return SeenLedger.in(folder).ledger().tasks().stream().map(ExchangeTest::row).toList();
  }

  private static Map<String, String> row(Task task) {
    Map<String, String> row = new TreeMap<>(task.values());
    row.put("state", task.state().id());
    row.values().removeIf(String::isEmpty);
    return row;
  }

  @Test
  void exportAndImportGiveTheSameRows() throws Exception {
    Path from = folder(LEDGER);
    for (String format : List.of("json", "csv")) {
      for (String target : List.of(empty(LEDGER), narrow(empty(LEDGER)))) {
        Path to = folder(target);
        Files.writeString(to.resolve("list." + format), run(from, 0, "export", "--format", format));
        String before = Files.readString(to.resolve("ledger/TASKS.md"));
        run(to, 0, "import", "list." + format, "--dry-run");
        assertThat(Files.readString(to.resolve("ledger/TASKS.md"))).isEqualTo(before);
        run(to, 0, "import", "list." + format);
        assertThat(rows(to)).as(format).isEqualTo(rows(from));
        run(to, 0, "check");
        run(to, 0, "undo");
        assertThat(Files.readString(to.resolve("ledger/TASKS.md"))).isEqualTo(before);
      }
    }
  }

  /** What another program means by these signs is its own affair; code stays as it is. */
  @Test
  void foreignProseHasNoReferences() throws Exception {
    Path to = folder(LEDGER);
    Files.writeString(
        to.resolve("issues.json"),
        "[{\"number\": 7, \"title\": \"One\", \"body\": \"see [=metrics.x] and `[=y]`\\nmore\"}]");
    run(to, 0, "import", "issues.json", "--format", "github");
    try (Stream<Path> pages = Files.list(to.resolve("ledger/tasks"))) {
      assertThat(pages.map(ExchangeTest::content))
          .anySatisfy(page -> assertThat(page).contains("see \\[=metrics.x] and `[=y]`\nmore"));
    }
  }

  private static String content(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list may go into a ledger that has tasks: their lines stay, but for the new columns. */
  @Test
  void theOtherRowsStay() throws Exception {
    Path to = folder(LEDGER);
    Files.writeString(to.resolve("todo.txt"), "(A) One effort:3\nx 2026-11-03 Two\n");
    List<Map<String, String>> before = rows(to);
    run(to, 0, "import", "todo.txt");
    List<Map<String, String>> after = rows(to);
    assertThat(after).hasSize(before.size() + 2).containsAll(before);
    assertThat(after)
        .contains(
            Map.of(
                "ID",
                "T-13",
                "Title",
                "One",
                "Priority",
                "Critical",
                "Estimate",
                "3",
                "state",
                "backlog"));
  }
}
