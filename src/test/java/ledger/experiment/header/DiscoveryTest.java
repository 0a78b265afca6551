package ledger.experiment.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Condition;
import ledger.experiment.Workspaces;
import ledger.text.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
  private static final String GOOD =
      """
      # /// script
      # requires-python = ">=3.10"
      # [tool.ledger]
      # task = "MLX-002"
      # title = "Lazy"
      # timeout = "2m"
      # headline = "ratio"
      #
      # [[tool.ledger.claims]]
      # id = "a"
      # text = "It is so"
      # metric = "ratio"
      # between = [1, 2.5]
      # exact = true
      # where = { n = 768, dtype = "float16", x = 0.5, deep = true }
      # arm = "lazy"
      # when = { backend = ["cpu"], blas = ["openblas"], mlx = ">=0.30" }
      #
      # [[tool.ledger.known-failures]]
      # claim = "a"
      # when = { mlx = "<0.30" }
      # reason = "upstream"
      # link = "https://example.org/1"
      # ///
      print("hello")
      """;

  @TempDir Path root;
  private Workspaces workspace;

  @BeforeEach
  void open() {
    workspace = new Workspaces(root);
  }

  private Discovered discover(String script) {
    workspace.write("ledger/experiments/probe.py", script);
    return Discovery.in(root, root.resolve("ledger/experiments"));
  }

  private String problems(String script) {
    StringBuilder out = new StringBuilder();
    Discovered found = discover(script);
    for (Problem problem : found.problems()) {
      out.append(problem.render());
    }
    assertThat(found.problems().isEmpty() || found.experiments().isEmpty()).isTrue();
    return out.toString();
  }

  @Test
  void readsAWholeHeader() {
    for (String script : List.of(GOOD, GOOD.replace("\n", "\r\n"), "\uFEFF" + GOOD)) {
      Experiment found = discover(script).experiments().getFirst();
      assertThat(found.name()).isEqualTo("probe");
      assertThat(found.script()).isEqualTo("ledger/experiments/probe.py");
      assertThat(found.timeout()).isEqualTo(Duration.ofMinutes(2));
      assertThat(found.headline()).isEqualTo("ratio");
      Claim claim = found.claims().getFirst();
      assertThat(claim.bound()).isEqualTo(new Bound.Between(1, 2.5));
      assertThat(claim.where())
          .containsEntry("n", "768")
          .containsEntry("x", "0.5")
          .containsEntry("deep", "true")
          .containsEntry("dtype", "float16");
      assertThat(claim.when())
          .isEqualTo(new Condition(List.of("cpu"), List.of("openblas"), ">=0.30"));
      assertThat(found.knownFailures().getFirst().link()).isEqualTo("https://example.org/1");
    }
  }

  @Test
  void knownFailuresAreReadByTheirOldNameToo() {
    String old = GOOD.replace("known-failures", "findings");
    assertThat(discover(old).experiments().getFirst().knownFailures())
        .isEqualTo(discover(GOOD).experiments().getFirst().knownFailures())
        .hasSize(1);
    assertThat(problems(old.replace("# reason = \"upstream\"\n", "")))
        .contains(":19:3: error: [tool.ledger.findings] lacks reason");
    String both = "# [[tool.ledger.findings]]\n# claim = \"a\"\n# reason = \"so\"\n# ///\nprint";
    assertThat(problems(GOOD.replace("# ///\nprint", both)))
        .contains("[tool.ledger] has no key findings; known: ")
        .contains("claims, known-failures [header]");
  }

  @Test
  void whatHasNoTableIsNoExperiment() {
    for (String script :
        List.of(
            "print(1)\n",
            "",
            "# /// script\n# dependencies = []\n# ///\n",
            "# /// other\n# [tool.ledger]\n# ///\n",
            "# /// script\n# not toml\n# ///\n")) {
      assertThat(problems(script)).isEmpty();
      assertThat(discover(script).experiments()).isEmpty();
    }
    assertThat(problems("# /// script\n# [tool.ledger]\n# task = \"MLX-002\"\n\nx = 1\n"))
        .startsWith(
            "ledger/experiments/probe.py:1:1: error: this block does not end: the line # /// is missing");
  }

  private String one(String from, String to) {
    assertThat(GOOD).contains(from);
    return problems(GOOD.replace(from, to));
  }

  @Test
  void mistakesAreNamedWhereTheyStand() {
    assertThat(one("task = \"MLX-002\"", "task = \"MLX2\""))
        .isEqualTo(
            """
            ledger/experiments/probe.py:4:3: error: "MLX2" is not a task ID such as MLX-002 [header]
              # task = "MLX2"
                ^^^^^^^^^^^^^
            """);
    assertThat(one("# title = \"Lazy\"\n", ""))
        .startsWith("ledger/experiments/probe.py:3:3: error: [tool.ledger] lacks title [header]");
    assertThat(one("\"2m\"", "\"2 days\""))
        .startsWith(
            "ledger/experiments/probe.py:6:3: error: \"2 days\" is not a time limit such as 120s,");
    assertThat(one("between = [1, 2.5]", "at_least = 1"))
        .isEqualTo(
            """
            ledger/experiments/probe.py:13:3: error: [tool.ledger.claims] has no key at_least; known: id, text, metric, at-least, at-most, equals, between, exact, where, arm, when [header]
              # at_least = 1
                ^^^^^^^^^^^^
            ledger/experiments/probe.py:9:3: error: a claim needs one of at-least, at-most, equals, between; it has none [header]
              # [[tool.ledger.claims]]
                ^^^^^^^^^^^^^^^^^^^^^^
            """);
    assertThat(one("between = [1, 2.5]", "at-least = 1\n# at-most = 3"))
        .contains(":9:3: ")
        .contains("it has at-least and at-most");
    assertThat(one("between = [1, 2.5]", "between = [3, 2]")).contains(":13:3: error: between");
    assertThat(one("between = [1, 2.5]", "equals = inf"))
        .contains(":13:3: error: equals must be a finite number");
    assertThat(one("[\"cpu\"]", "[\"gpu\"]"))
        .contains(":17:3: error: backend has \"gpu\"; known: cpu, cuda, metal");
    assertThat(one("\">=0.30\" }", "\"0.30\" }"))
        .contains(":17:3: ")
        .contains("not a version spec");
    assertThat(one("claim = \"a\"", "claim = \"b\""))
        .contains(":20:3: error: there is no claim \"b\" in this script");
    assertThat(one("# reason = \"upstream\"\n", ""))
        .contains(":19:3: error: [tool.ledger.known-failures] lacks reason");
  }

  @Test
  void brokenTomlIsNamedAtItsLine() {
    assertThat(one("title = \"Lazy\"", "title = Lazy"))
        .startsWith("ledger/experiments/probe.py:5:")
        .contains("this is not valid TOML");
    assertThat(one("title = \"Lazy\"", "task = \"MLX-003\"")).contains("this is not valid TOML");
  }

  @Test
  void otherScriptsAreFoundAllTheSame() {
    workspace.write("ledger/experiments/another.py", GOOD);
    workspace.write("ledger/experiments/harness/inner.py", GOOD);
    Discovered found = discover(GOOD.replace("MLX-002", "nonsense"));
    assertThat(found.experiments()).extracting(Experiment::name).containsExactly("another");
    assertThat(found.problems()).hasSize(1);
  }
}
