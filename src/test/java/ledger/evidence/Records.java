package ledger.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.document.TaskId;

/** Records for tests: a completed run of one experiment, each part replaceable. */
final class Records {
  static final Condition ANYWHERE = new Condition(List.of(), List.of(), null);
  static final Inputs INPUTS =
      new Inputs("s", new TreeMap<>(Map.of("a.py", "1")), "c", "t", "r", "linux-x86_64-cpu");
  static final Metric RATIO = new Metric("ratio", "Ratio", "1", "higher", false);
  static final Metric BYTES = new Metric("bytes", "Bytes", "By", "lower", true);

  Exit exit = new Exit(Exit.Kind.COMPLETED, 0, "ran to its end");
  Host host = host("cpu", "openblas", "0.29.4");
  Inputs inputs = INPUTS;
  String environment = "pinned";
  String experiment = "lazy_evaluation";
  Instant started = Instant.parse("2026-11-23T23:15:00Z");
  List<Claim> claims = new ArrayList<>();
  List<Finding> findings = new ArrayList<>();
  List<Sample> samples = new ArrayList<>();
  boolean quick;
  Imported imported;
  List<LoadReading> load = new ArrayList<>();
  List<Metric> metrics = List.of(RATIO, BYTES);
  List<Check> checks = new ArrayList<>();
  List<NotApplicable> notApplicable = new ArrayList<>();

  static Records completed() {
    return new Records();
  }

  static Host host(String backend, String blas, String mlx) {
    SortedMap<String, String> packages = new TreeMap<>();
    if (mlx != null) {
      packages.put("mlx", mlx);
    }
    return new Host(
        "3.11.7",
        "CPython",
        "Linux",
        "6.1",
        "x86_64",
        "A CPU",
        2,
        8L << 30,
        packages,
        backend,
        List.of("cpu"),
        new Blas(blas, "libblas.so.3", 1),
        new TreeMap<>(),
        List.of(0.5, 0.25, 0.125),
        List.of(1.0, 0.5, 0.25));
  }

  static Claim claim(String id, String metric, Bound bound) {
    return new Claim(id, "It is so", metric, bound, false, new TreeMap<>(), null, ANYWHERE);
  }

  static Claim claim(String id, String metric, Bound bound, Condition when) {
    return new Claim(id, "It is so", metric, bound, false, new TreeMap<>(), null, when);
  }

  static Claim exact(String id, String metric, Bound bound) {
    return new Claim(id, "It is so", metric, bound, true, new TreeMap<>(), null, ANYWHERE);
  }

  Records with(Claim claim) {
    claims.add(claim);
    return this;
  }

  Records finding(String claim, Condition when) {
    findings.add(new Finding(claim, when, "known upstream", null));
    return this;
  }

  Records sampled(String metric, double... values) {
    return sampled(metric, Map.of(), null, values);
  }

  Records sampled(String metric, Map<String, String> parameters, String arm, double... values) {
    for (double value : values) {
      samples.add(new Sample(metric, value, new TreeMap<>(parameters), arm, false));
    }
    return this;
  }

  Records warmup(String metric, double value) {
    samples.add(new Sample(metric, value, new TreeMap<>(), null, true));
    return this;
  }

  Records check(String id, boolean ok) {
    checks.add(new Check(id, "Check " + id, ok, "seen 3 of 3", false));
    return this;
  }

  Records notApplicable(String what) {
    notApplicable.add(new NotApplicable(what, "there is no GPU", "default device is cpu"));
    return this;
  }

  RunRecord record() {
    return EvidenceStore.identified(
        new RunRecord(
            1,
            "",
            new TaskId("MLX-002"),
            experiment,
            "Lazy evaluation",
            "ratio",
            environment,
            quick,
            host,
            inputs,
            new GitState("0123456789abcdef0123456789abcdef01234567", true),
            imported,
            started,
            6123,
            exit,
            List.copyOf(claims),
            List.copyOf(findings),
            metrics,
            List.copyOf(samples),
            List.copyOf(load),
            List.copyOf(checks),
            List.copyOf(notApplicable),
            List.of(new Artifact("graph", "text/plain", "a -> b\n\u0000\u001b[1m")),
            new Log("[1/6] building\n\u0000\u001b[31mred\u001b[0m \uFFFD", 42)));
  }

  RunVerdict verdict() {
    return Judge.asOfRun(record());
  }
}
