package ledger.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ledger.document.Layout;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Condition;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.record.Exit;
import ledger.evidence.verdict.ClaimAnswer;
import ledger.evidence.verdict.EvidenceSource;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.io.GuardedFiles;
import ledger.site.write.Site;
import ledger.text.InvalidText;
import ledger.text.SourceText;

/** The user's ledger with invented evidence: every form that a page can take is in it. */
public final class Fixture {
  private static final Condition ANYWHERE = new Condition(List.of(), List.of(), Map.of());

  private Fixture() {}

  public static final Claim CHEAP =
      claim(
          "graph-is-cheap",
          "Evaluating a graph costs at least 20 times as much as building it",
          "eval_over_build",
          new Bound.AtLeast(20));
  public static final Claim FREE =
      claim(
          "second-evaluation-is-free",
          "Evaluating again takes at most 5 % of the first time",
          "second_eval_ratio",
          new Bound.AtMost(0.05));
  public static final Claim NOTHING =
      new Claim(
          "nothing-is-allocated",
          "An array that was not evaluated occupies at most 64 KiB",
          "lazy_active_bytes",
          new Bound.AtMost(65536),
          true,
          new TreeMap<>(),
          null,
          new Condition(List.of("cpu", "cuda"), List.of(), Map.of("mlx", ">=0.29")));
  public static final Claim RIGHT =
      claim(
          "quantized-products-are-right",
          "`quantized_matmul` equals the product with the dequantized weights",
          "quantized_error",
          new Bound.AtMost(0.01));

  public static final String PROSE =
      """
      ---
      history:
        - {state: backlog, date: 2026-10-01}
        - {state: in-progress, date: 2026-11-20}
      ---
      # Document Lazy Computation Behavior

      MLX builds a graph and runs it when somebody needs a value. On this host evaluating costs
      [=metrics.eval_over_build.text] times as much as building ([=metrics.eval_over_build.interval]).

      ## What evaluates

      |     | Evaluates |
      |-----|:---------:|
      | `print(y)` | yes |
      | `y.shape` | no |

      - [x] measured: L1 says *[=checks["L1"].detail]*
      - [ ] on Metal

      Grouping 1000 operations gives [=metrics.eval_us_per_op["group=1000"].text] an operation with
      MLX [=environment.packages["mlx"]]; with the newest one
      [=environments.latest.metrics.eval_us_per_op["group=1000"].text].[^1] See https://ml-explore.github.io/mlx/
      and [the health check](MLX-008.md).

      ```python
      y = mx.exp(x)  # [=metrics.nothing.here] stays as it is
      mx.eval(y)
      ```

      #### A deeper heading

      User text such as <#if x>, ${y}, [#if z] and `[=w]` stays text.

      [^1]: With the BLAS "[=environment.blas.name]".
      """;

  public static final String HEALTH =
      """
      {"schema": 1, "status": "fail", "items": [
        {"item": "system", "status": "pass", "detail": "Linux 6.1", "remedy": ""},
        {"item": "compiler", "status": "fail", "detail": "g++: not found", "remedy": "apt install g++"},
        {"item": "blas", "status": "warn", "detail": "reference, 4.4 GFLOP/s", "remedy": "use OpenBLAS, see MLX-001"},
        {"item": "wiring", "status": "na", "detail": "no Metal here", "remedy": ""}
      ]}
      """;

  public static SiteInput input() throws Exception {
    return input(evidence(), Map.of(id("MLX-002"), page("MLX-002", PROSE)));
  }

  public static SiteInput input(Map<TaskId, TaskEvidence> evidence, Map<TaskId, TaskPage> pages)
      throws Exception {
    return input(Files.readString(Path.of("src/test/resources/seed/TASKS.md")), evidence, pages);
  }

  public static SiteInput input(
      String ledger, Map<TaskId, TaskEvidence> evidence, Map<TaskId, TaskPage> pages) {
    Parsed parsed = LedgerParser.parse(SourceText.of("TASKS.md", ledger), Layout.DEFAULT);
    if (!parsed.problems().isEmpty()) {
      throw new IllegalStateException(parsed.problems().toString());
    }
    return new SiteInput(
        "MLX Setup",
        parsed.ledger(),
        pages,
        EvidenceSource.of(evidence),
        SiteInput.OwnTemplates.NONE,
        LinkedFiles.NONE,
        Optional.empty(),
        List.of("mlx"),
        List.of("pinned", "latest", "tuned"),
        "bin/ledger");
  }

  public static SiteReport build(SiteInput input, Path out) throws IOException, SiteFailure {
    return Site.build(input, GuardedFiles.of(out.getParent()), out, EarlierBuild.NONE).report();
  }

  static List<String> check(SiteInput input, Path out) throws IOException, SiteFailure {
    return Site.check(input, GuardedFiles.of(out.getParent()), out);
  }

  public static TaskPage page(String id, String text) throws InvalidText {
    return TaskPage.parse(SourceText.of("ledger/tasks/" + id + ".md", text));
  }

  public static TaskId id(String text) {
    return new TaskId(text);
  }

  public static Map<TaskId, TaskEvidence> evidence() {
    Map<TaskId, TaskEvidence> all = new HashMap<>();
    put(
        all,
        "MLX-001",
        Status.INCONCLUSIVE,
        "eval_over_build crosses its bound; 12 more samples would help.",
        experiment("installation", "Installation", List.of(CHEAP), List.of(installation())));
    put(
        all,
        "MLX-002",
        Status.VERIFIED,
        "3 claims hold, 4 checks passed.",
        experiment(
            "lazy_evaluation",
            "Lazy evaluation",
            List.of(CHEAP, FREE, NOTHING),
            List.of(lazy("pinned", "0.29.4", 1), lazy("latest", "0.32.4", 0.8))));
    put(
        all,
        "MLX-003",
        Status.NONE,
        "The experiment has not run yet.",
        experiment("unified_memory", "Unified memory", List.of(CHEAP), List.of()));
    put(
        all,
        "MLX-008",
        Status.FAILED,
        "A claim is refuted and accepted as known; a check failed.",
        experiment("health_check", "Environment health check", List.of(RIGHT), List.of(health())));
    put(
        all,
        "MLX-007",
        Status.BROKEN,
        "The script was ended by signal 9.",
        experiment("wiring", "Memory wiring", List.of(), List.of(broken())));
    return all;
  }

  public static void put(
      Map<TaskId, TaskEvidence> all,
      String id,
      Status status,
      String reason,
      ExperimentEvidence... experiments) {
    all.put(
        id(id),
        new TaskEvidence(id(id), Reasons.ofTask(status, reason), List.of(experiments), List.of()));
  }

  public static ExperimentEvidence experiment(
      String name, String title, List<Claim> claims, List<RunEvidence> runs) {
    String code =
        """
        # /// script
        # [tool.ledger]
        # title = "Fixture"
        # ///
        \"""Shows <nothing> & measures
        nothing.\"""
        import mlx.core as mx

        @decorated
        def f(x: int = 0x1F) -> str:
            return f"{x:.2f}" + 'it\\'s' if x > 1e-3 else None  # why not?
        """;
    return new ExperimentEvidence(
        name,
        title,
        "ledger/experiments/" + name + ".py",
        code,
        claims,
        runs,
        runs.stream().limit(1).toList());
  }

  public static Claim claim(String id, String text, String metric, Bound bound) {
    return new Claim(id, text, metric, bound, false, new TreeMap<>(), null, ANYWHERE);
  }

  public static RunEvidence lazy(String environment, String mlx, double factor) {
    Runs runs =
        Runs.in(environment)
            .mlx(mlx)
            .metric(
                "eval_over_build",
                "Evaluation over building, chain of 8 matmul and tanh",
                "1",
                "higher")
            .metric("second_eval_ratio", "Second evaluation over the first", "1", "lower")
            .metric(
                "batching_gain", "Eval after each operation over eval after 1000", "1", "higher")
            .metric(
                "eval_us_per_op",
                "One small operation, by operations between two evals",
                "us",
                "lower")
            .metric(
                "compile_first_ms", "First call of a compiled function in a process", "ms", "lower")
            .metric("lazy_active_bytes", "Memory of an array before its evaluation", "By", "lower")
            .metric(
                "slice_peak_bytes",
                "Peak when one element of a 64 MiB array is read",
                "By",
                "lower")
            .samples("eval_over_build", 4210.0 * factor, 9, null, "n", "512")
            .samples("second_eval_ratio", 0.0004 * factor, 9, null, "n", "256")
            .samples("batching_gain", 14.2 * factor, 9, null);
    double[] costs = {31.5, 8.2, 2.6, 1.9, 1.85};
    String[] groups = {"1", "10", "100", "1000", "2000"};
    for (int i = 0; i < groups.length; i++) {
      runs.samples("eval_us_per_op", costs[i] * factor, 9, null, "group", groups[i]);
    }
    return runs.samples("compile_first_ms", 1021 * factor, 7, "cold")
        .samples("compile_first_ms", 41 * factor, 7, "cached")
        .samples("lazy_active_bytes", 8, 1, null, "mebibytes", "1")
        .samples("lazy_active_bytes", 8, 1, null, "mebibytes", "64")
        .samples("slice_peak_bytes", 67_108_864 + Math.rint(4 * factor), 1, null)
        .check(
            "L1",
            "A graph is built and not run",
            true,
            "16 primitives pending before eval, 0 after it",
            false)
        .check(
            "L1-control",
            "Eager evaluation leaves nothing pending",
            true,
            "0 primitives pending before `eval`",
            true)
        .absent(
            "L5-numpy",
            "NumPy is not installed, its conversions were not tried",
            "import numpy: ModuleNotFoundError")
        .artifact("graph.dot", "text/vnd.graphviz", "digraph { a -> b }\n")
        .claim(CHEAP, ClaimAnswer.PASS)
        .claim(FREE, ClaimAnswer.PASS)
        .claim(NOTHING, ClaimAnswer.PASS)
        .make("MLX-002", "lazy_evaluation", Status.VERIFIED, "3 claims hold, 4 checks passed.");
  }

  private static RunEvidence installation() {
    return Runs.in("pinned")
        .metric("eval_over_build", "Evaluation over building", "1", "higher")
        .metric("matmul_gflops", "Matrix product", "GFLOP/s", "higher")
        .samples("eval_over_build", 20.5, 9, null)
        .samples("matmul_gflops", 4.4, 9, null, "n", "512", "dtype", "float32")
        .samples("matmul_gflops", 0.4, 9, null, "n", "512", "dtype", "float16")
        .check("I1", "Values are right", true, "largest difference 0", false)
        .claim(CHEAP, ClaimAnswer.INCONCLUSIVE)
        .changed("the script", "mlx 0.29.3, now 0.29.4")
        .make("MLX-001", "installation", Status.INCONCLUSIVE, "A claim is undecided.");
  }

  private static RunEvidence health() {
    return Runs.in("pinned")
        .metric("quantized_error", "Relative error of quantized_matmul", "1", "lower")
        .samples("quantized_error", 1, 1, null, "mode", "nvfp4")
        .check("H-compiler", "g++ is there", false, "g++: not found", false)
        .artifact("health.json", "application/json", HEALTH)
        .known(
            RIGHT,
            new KnownFailure(
                "quantized-products-are-right",
                new Condition(List.of(), List.of(), Map.of("mlx", "<0.30.3")),
                "0.29.4 multiplies nvfp4 wrongly on the CPU",
                "https://example.org/2688"))
        .make("MLX-008", "health_check", Status.FAILED, "A check failed.");
  }

  private static RunEvidence broken() {
    return Runs.in("pinned")
        .exit(Exit.Kind.SIGNALLED, 9, "Signal 9 ended it.")
        .log("Traceback (most recent call last):\n  <module>\nKilled\n")
        .make("MLX-007", "wiring", Status.BROKEN, "The script was ended by signal 9.");
  }
}
