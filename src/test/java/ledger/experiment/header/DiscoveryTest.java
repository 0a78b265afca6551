package ledger.experiment.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Condition;
import ledger.experiment.Workspaces;
import ledger.text.Problem;
import ledger.workspace.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    return Discovery.in(Workspace.in(root));
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
          .isEqualTo(new Condition(List.of("cpu"), List.of("openblas"), Map.of("mlx", ">=0.30")));
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
            "# /// other\n# key = 1\n# ///\n",
            "# This is about [tool.ledger] tables\nx = '''\n[tool.ledger]\n'''\n",
            "# -- scripts\n# another comment\n",
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
    assertThat(one("task = \"MLX-002\"", "task = \"MLX-\""))
        .isEqualTo(
            """
            ledger/experiments/probe.py:4:3: error: "MLX-" is not a task ID such as APO-002 [header]
              # task = "MLX-"
                ^^^^^^^^^^^^^
            """);
    assertThat(one("# title = \"Lazy\"\n", ""))
        .startsWith("ledger/experiments/probe.py:3:3: error: [tool.ledger] lacks title [header]");
    assertThat(one("[[tool.ledger.claims]]", "[[tool.\"ledger.claims\"]]"))
        .contains(":9:3: error: [tool.\"ledger.claims\"] is not read; the table");
    assertThat(one("\"2m\"", "\"2 days\""))
        .startsWith(
            "ledger/experiments/probe.py:6:3: error: \"2 days\" is not a time limit such as 120s,");
    assertThat(one("between = [1, 2.5]", "at_least = 1"))
        .isEqualTo(
            """
            ledger/experiments/probe.py:13:3: error: [tool.ledger.claims] has no key at_least; known: id, text, metric, at-least, at-most, equals, between, exact, where, arm, when [header]
              # at_least = 1
                ^^^^^^^^^^^^
              help: did you mean at-least?
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
        .contains("such as \">=1.2\"; mlx has \"0.30\"");
    assertThat(one("{ backend = [\"cpu\"]", "{ bakend = [\"cpu\"]"))
        .contains(":17:3: error: a condition is about ", "; bakend has a list")
        .contains("did you mean backend?");
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
    workspace.write("ledger/experiments/harness/inner.py", "print(1)\n");
    workspace.write("ledger/experiments/.venv/inner.py", GOOD);
    workspace.write("ledger/experiments/venv/pyvenv.cfg", "");
    workspace.write("ledger/experiments/venv/lib/inner.py", GOOD);
    Discovered found = discover(GOOD.replace("MLX-002", "nonsense"));
    assertThat(found.experiments()).extracting(Experiment::name).containsExactly("another");
    assertThat(found.problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# /// scrpt",
        "#/// script",
        "# // script",
        "# //// script",
        "# ///script",
        " # /// script",
        "## /// script",
        "# /// Script",
        "# /// scripts",
        "# /// script:",
        "# \\\\\\ script",
        "# --- script"
      })
  void aMistypedOpeningIsNamed(String opening) {
    assertThat(one("# /// script", opening))
        .startsWith("ledger/experiments/probe.py:1:1: error: this line opens no script block")
        .contains("help: did you mean '# /// script'?")
        .containsOnlyOnce("error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[[tool.ledger.claims]]; [[tools.ledger.claims]]; a header has no tools; 9",
        "[[tool.ledger.claims]]; [[ledger.claims]]; a header has no ledger; 9",
        "[[tool.ledger.claims]]; [[tool.claims]]; [tool.claims] is not read; 9",
        "[[tool.ledger.claims]]; [[tool.ledger.claim]]; [tool.ledger] has no key claim; 9",
        "[[tool.ledger.claims]]; [[tool.leger.claims]]; [tool.leger] is not read; 9",
        "[[tool.ledger.claims]]; [tool.ledger.claims]; claims must be a list of tables; 9",
        "requires-python; require-python; a header has no require-python; 2",
        "[tool.ledger]; [tool.Ledger]; [tool.Ledger] is not read; 3",
      })
  void aMistypedNameIsNamed(String from, String to, String message, int line) {
    assertThat(one(from, to))
        .contains("ledger/experiments/probe.py:" + line + ":3: error: " + message);
  }

  @Test
  void aBoundMayHaveAUnit() {
    assertThat(claim("at-most = \"10 ms\"").bound()).isEqualTo(new Bound.AtMost(10));
    assertThat(claim("at-most = \"10 ms\"").unit()).isEqualTo("ms");
    assertThat(claim("equals = \"1e3us\"").bound()).isEqualTo(new Bound.EqualTo(1000));
    assertThat(claim("at-least = 3").unit()).isNull();
    assertThat(claim("between = [\"1 ms\", \"2 s\"]").bound())
        .isEqualTo(new Bound.Between(1, 2000));
    assertThat(one("between = [1, 2.5]", "at-most = \"10\""))
        .contains(":13:3: error: \"10\" is not a number with a unit such as \"10 ms\"");
    assertThat(one("between = [1, 2.5]", "between = [\"1 ms\", \"2 MiBy\"]"))
        .contains(":13:3: error: the two ends of between need the same kind of unit, or none");
    assertThat(one("between = [1, 2.5]", "between = [1, \"2 ms\"]")).contains("the two ends of");
  }

  private Claim claim(String bound) {
    return discover(GOOD.replace("between = [1, 2.5]", bound))
        .experiments()
        .getFirst()
        .claims()
        .getFirst();
  }

  @Test
  void whatIsOutsideTheBlockIsNamed() {
    String claims = "# ///\n\n# [[tool.ledger.claims]]\n# id = \"b\"\n# ///\nprint";
    assertThat(problems(GOOD.replace("# ///\nprint", claims)))
        .startsWith("ledger/experiments/probe.py:26:1: error: this table is outside the script");
    assertThat(problems(GOOD + "\n# /// script\n# dependencies = []\n# ///\n"))
        .startsWith(
            "ledger/experiments/probe.py:27:1: error: a second script block; the first one");
    assertThat(problems("# /// other\n# [tool.ledger]\n# ///\n")).contains(":2:1: error: ");
    assertThat(problems("# /// script\n# [tool.ledgers]\n# task = \"A-1\"\n# ///\n"))
        .contains(":2:3: error: [tool.ledgers] is not read");
    workspace.write("ledger/experiments/sub/inner.py", GOOD);
    Discovered found = discover(GOOD);
    assertThat(found.problems())
        .extracting(Problem::message)
        .containsExactly("this experiment is in a subfolder, so it never runs");
  }
}
