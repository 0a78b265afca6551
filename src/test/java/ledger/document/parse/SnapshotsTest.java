package ledger.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import ledger.document.Layout;
import ledger.document.Task;
import ledger.document.TaskChange;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.SourceText;
import org.junit.jupiter.api.Test;

/** Reading version after version gives what reading each by itself gives. */
class SnapshotsTest {
  private static final String LEDGER =
      """
      # Work

      Prose with a | pipe.

      ## Backlog
      | ID  | Title | Priority |
      |-----|-------|----------|
      | T-1 | One   | High     |
      | T-2 | Two   | High     |
      | T-3 | Three | Low      |

      ```
      | T-90 | in a fence |
      ```

      ## In Progress
      | ID | Title | Owner |
      |----|-------|-------|

      ## Done
      | ID | Title |
      |----|-------|
      | T-4 | `a\\|b` |
      | T-5 | Five |
      """;

  /** Lines that change what the lines around them mean. */
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "text",
          "---",
          "|---|---|---|",
          "| | | |",
          "||||||| base",
          "<<<<<<< ours",
          "```",
          "<!--",
          "-->",
          "<div>",
          "- | T-70 | item |",
          "    | T-71 | code |",
          "> | T-72 | quote |",
          "## Done",
          "## Backlog",
          "### Notes",
          "Title\n===",
          "| ID | Title |\n|---|---|",
          "| T-1 | One | High |",
          "| T-2 | Two |",
          "T-73 | no | outer |",
          "| T-74 | unclosed | High",
          "| T-75 | escaped | High \\|",
          "  | T-76 | indented | High |",
          "| `T-77 | tick` | High |",
          "| x-1 | no ID | High |",
          "| T-78 | odd | Soon |",
          "| T-79 | wide 😀 | Low |",
          "[a]: b",
          "\u0001");

  @Test
  void randomVersionsReadAsEachByItself() {
    int readable = 0;
    int shared = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Snapshots snapshots = new Snapshots(Layout.DEFAULT);
      Set<Task> before = Set.of();
      String text = seed % 3 == 0 ? LEDGER.replace("\n", "\r\n") : LEDGER;
      for (int version = 0; version < 40; version++) {
        Snapshot plain = plain(text);
        Snapshot fast = snapshots.read("T.md", text.getBytes(StandardCharsets.UTF_8));
        assertThat(fast.problem()).as(text).isEqualTo(plain.problem());
        assertThat(meaning(fast)).as(text).isEqualTo(meaning(plain));
        shared += (int) fast.tasks().stream().filter(before::contains).count();
        before = Collections.newSetFromMap(new IdentityHashMap<>());
        before.addAll(fast.tasks());
        readable += fast.isReadable() ? 1 : 0;
        // Most breaks are mended at once, as they are in life.
        text = changed(fast.isReadable() || random.nextInt(4) == 0 ? text : LEDGER, random);
      }
    }
    assertThat(readable).as("readable versions").isGreaterThan(500);
    assertThat(shared).as("rows that were not read again").isGreaterThan(500);
  }

  @Test
  void onlyRowsThatAreNewAreRead() {
    Snapshots snapshots = new Snapshots(Layout.DEFAULT);
    read(snapshots, LEDGER);
    Snapshot second = read(snapshots, LEDGER.replace("| T-2 | Two   | High     |\n", ""));
    Snapshot third = read(snapshots, LEDGER.replace("One", "1st"));
    assertThat(second.tasks()).hasSize(4);
    assertThat(third.tasks().getFirst().title()).isEqualTo("1st");
    assertThat(third.tasks().getLast()).isSameAs(second.tasks().getLast());
    assertThat(TaskChange.between(second.tasks(), third.tasks()))
        .extracting(TaskChange::kind)
        .containsExactly(TaskChange.ChangeKind.EDITED, TaskChange.ChangeKind.ADDED);
  }

  @Test
  void bytesThatAreNoTextAreAProblem() {
    Snapshot snapshot =
        new Snapshots(Layout.DEFAULT).read("T.md", new byte[] {'#', ' ', (byte) 0xFF});
    assertThat(snapshot.problem()).isEqualTo("T.md:1:3: byte 0xFF is not valid UTF-8");
  }

  private static Snapshot read(Snapshots snapshots, String text) {
    return snapshots.read("T.md", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String changed(String text, Random random) {
    String eol = text.contains("\r\n") ? "\r\n" : "\n";
    List<String> lines = new ArrayList<>(List.of(text.split(eol, -1)));
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int at = random.nextInt(lines.size());
      int other = random.nextInt(lines.size());
      switch (random.nextInt(7)) {
        case 0 -> lines.remove(Math.min(at, lines.size() - 1));
        case 1 -> lines.add(at, ODD.get(random.nextInt(ODD.size())).replace("\n", eol));
        case 2 -> lines.add(other, lines.remove(at));
        case 3 -> lines.add(at, lines.get(other));
        default -> {
          // The usual: a row that says something else, or a new one below a row.
          String line = lines.get(at);
          if (line.startsWith("| T-")) {
            String edited =
                line.replaceFirst(
                    "\\| [^|\\\\]*\\|( [^|]*\\|)?$", "| n" + version(random) + " |$1");
            if (random.nextBoolean()) {
              lines.set(at, edited);
            } else {
              lines.add(at, edited.replaceFirst("T-\\d+", "T-" + (100 + random.nextInt(900))));
            }
          }
        }
      }
    }
    return String.join(eol, lines);
  }

  private static int version(Random random) {
    return random.nextInt(1000);
  }

  private static List<Map<String, String>> meaning(Snapshot snapshot) {
    List<Map<String, String>> all = new ArrayList<>();
    for (Task task : snapshot.tasks()) {
      Map<String, String> values = task.values();
      values.put("the ID", task.id().value());
      values.put("the state", task.state().id());
      all.add(values);
    }
    return all;
  }

  private static Snapshot plain(String text) {
    try {
      Parsed parsed =
          LedgerParser.parse(
              SourceText.decode("T.md", text.getBytes(StandardCharsets.UTF_8)), Layout.DEFAULT);
      for (Problem problem : parsed.problems()) {
        if (!problem.rule().equals("unknown-priority")) {
          return new Snapshot(List.of(), problem.place() + ": " + problem.message());
        }
      }
      return new Snapshot(parsed.ledger().tasks(), "");
    } catch (InvalidText e) {
      return new Snapshot(List.of(), e.problem().place() + ": " + e.problem().message());
    }
  }
}
