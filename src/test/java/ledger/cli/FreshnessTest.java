package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each input of a run changed by itself: what {@code verify --why} says, and what accepts it. */
class FreshnessTest {
  private static final double[] GOOD = {3, 3.1, 3.2, 3.1, 3, 3.3, 3.1};
  private static final String SCRIPT = Desk.HEADER + "import helper\nopen('data.csv')\n";
  private static final String SETTINGS =
      """
      environment = "mine"
      [environments.mine]
      requirements = "requirements/pinned.txt"
      preload = ["libone.so"]
      [environments.mine.variables]
      OMP_NUM_THREADS = "1"
      """;
  private static final String STALE = "stale: changed since the run: ";
  private static final String SUSPECT = "suspect: edited after the run: ";
  private static final String ENVIRONMENT =
      STALE + "the environment's requirements, variables or libraries";

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() throws IOException {
    desk = new Desk(folder);
    desk.write("ledger/experiments/counting.py", SCRIPT);
    desk.write("ledger/experiments/helper.py", "import inner\n");
    desk.write("ledger/experiments/inner.py", "x = 1\n");
    desk.write("ledger/experiments/unused.py", "x = 1\n");
    desk.write("ledger/experiments/data.csv", "1,2\n");
    desk.write("ledger/ledger.toml", SETTINGS);
    Desk.Ended brought = desk.brought("mine", "2026-11-20T10:00:00Z", false, GOOD);
    assertThat(brought.exit()).as(brought.err()).isZero();
    assertThat(why()).contains("would not run: nothing has changed since the run 2026");
  }

  private String why(String... more) {
    List<String> args = new java.util.ArrayList<>(List.of("verify", "--why", "MLX-002"));
    args.addAll(List.of(more));
    Desk.Ended ended = desk.ledger(args.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out().lines()).hasSize(1);
    return ended.out();
  }

  private static Arguments input(String what, String file, String old, String now, String why) {
    return Arguments.of(what, file, old, now, why);
  }

  static List<Arguments> inputs() {
    String experiments = "ledger/experiments/";
    String lock = experiments + "requirements/pinned.txt";
    return List.of(
        input("script", experiments + "counting.py", "open(", "print(", STALE + "the script"),
        input("import", experiments + "helper.py", "inner", "inner, os", STALE + "helper.py"),
        input("import of an import", experiments + "inner.py", "1", "2", STALE + "inner.py"),
        input("data file", experiments + "data.csv", "2", "3", STALE + "data.csv"),
        input(
            "claim", experiments + "counting.py", "least = 3", "least = 2", SUSPECT + "the claims"),
        input(
            "title",
            "ledger/TASKS.md",
            "Document Lazy",
            "Explain Lazy",
            SUSPECT + "the task's text"),
        input(
            "description",
            "ledger/TASKS.md",
            "lazy computation",
            "eager computation",
            SUSPECT + "the task's text"),
        input(
            "MLX",
            lock,
            "0.29.4",
            "0.29.5",
            ENVIRONMENT + " (it ran mlx 0.29.4 instead of 0.29.5)"),
        input("another package", lock, "\n", "\nnumpy==2.0.0\n", ENVIRONMENT),
        input("BLAS", "ledger/ledger.toml", "libone", "libtwo", ENVIRONMENT),
        input("variable", "ledger/ledger.toml", "\"1\"", "\"2\"", ENVIRONMENT),
        input(
            "Python",
            "ledger/ledger.toml",
            "preload",
            "python = \">=3.11\"\npreload",
            ENVIRONMENT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void thatOneIsNamed(String what, String file, String old, String now, String why)
      throws IOException {
    String before = desk.read(file);
    assertThat(before).contains(old);
    desk.write(file, before.replaceFirst(java.util.regex.Pattern.quote(old), now));
    String expected = "would run: the last run is " + why + "\n";
    assertThat(why()).endsWith(expected);
    assertThat(why("--stale")).endsWith(expected);
    assertThat(why("--force")).endsWith("would run: forced\n");
    String word = why.substring(0, why.indexOf(':'));
    assertThat(desk.ledger("results", "MLX-002").out()).contains(word).doesNotContain("verified");
    assertThat(desk.ledger("move", "MLX-002", "done").exit()).isEqualTo(1);

    // Only an edit of words may be accepted, and for the words as they are now.
    Desk.Ended accepted = desk.ledger("results", "accept", "MLX-002", "--reason", "a slip");
    if (word.equals("suspect")) {
      assertThat(accepted.exit()).as(accepted.err()).isZero();
      assertThat(why()).contains("would not run: nothing has changed");
      assertThat(why("--stale")).contains("would not run: nothing has changed");
    } else {
      assertThat(accepted.err()).contains("no run of MLX-002 is suspect");
      assertThat(why()).endsWith(expected);
    }
    desk.write(file, before);
    assertThat(why()).contains("would not run: nothing has changed since the run 2026");
  }

  @Test
  void whatIsNewOrGone() throws IOException {
    desk.write("ledger/experiments/more.csv", "1\n");
    assertThat(why()).contains(STALE + "more.csv (new)");
    java.nio.file.Files.delete(folder.resolve("ledger/experiments/more.csv"));
    java.nio.file.Files.delete(folder.resolve("ledger/experiments/data.csv"));
    assertThat(why()).contains(STALE + "data.csv (gone)");
  }

  @Test
  void whatItDoesNotDependOnIsNoInput() throws IOException {
    desk.write("ledger/experiments/unused.py", "x = 2\n");
    desk.write("ledger/experiments/requirements/latest.txt", "mlx==9\n");
    desk.write("ledger/experiments/counting.py", SCRIPT.replace("\"Counting\"", "\"Counted\""));
    desk.write("ledger/ledger.toml", "title = \"Other\"\n" + SETTINGS);
    String ledger = desk.read("ledger/TASKS.md");
    desk.write("ledger/TASKS.md", ledger.replace("Describe unified", "Tell unified"));
    assertThat(why()).contains("would not run: nothing has changed");
  }

  /** A run on another kind of host says nothing about this one. */
  @Test
  void theKindOfHost() throws IOException {
    desk = new Desk(folder.resolve("mac"));
    desk.write("ledger/ledger.toml", "");
    desk.brought("pinned", "2026-11-20T10:00:00Z", false, GOOD);
    String events = desk.read("events.jsonl");
    java.nio.file.Files.delete(desk.records().getFirst());
    desk.write(
        "events.jsonl",
        events
            .replace("\"os\":\"Linux\"", "\"os\":\"Darwin\"")
            .replace("x86_64", "arm64")
            .replace("\"backend\":\"cpu\"", "\"backend\":\"metal\""));
    assertThat(desk.ledger("results", "import", "events.jsonl", "--env", "pinned").out())
        .contains("macos-arm64-metal");
    assertThat(why()).contains("would run: no run in pinned on linux-x86_64 yet");
    assertThat(why("--stale")).contains("would not run: it never ran in pinned on linux-x86_64");
    assertThat(desk.ledger("results", "MLX-002").out()).contains("verified");
  }
}
