package ledger.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.document.TaskId;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Condition;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.judge.Judge;
import ledger.evidence.record.Artifact;
import ledger.evidence.record.Blas;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;
import ledger.evidence.record.GitState;
import ledger.evidence.record.Host;
import ledger.evidence.record.Imported;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.LoadReading;
import ledger.evidence.record.Log;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.RunTraces;
import ledger.evidence.record.Sample;
import ledger.evidence.store.EvidenceStore;
import ledger.evidence.verdict.RunVerdict;

/** Records for tests: a completed run of one experiment, each part replaceable. */
public final class Records {
  public static final Condition ANYWHERE = new Condition(List.of(), List.of(), Map.of());
  public static final Inputs INPUTS =
      new Inputs("s", new TreeMap<>(Map.of("a.py", "1")), "c", "t", "r", "linux-x86_64-cpu");
  static final Metric RATIO = new Metric("ratio", "Ratio", "1", "higher", false);
  static final Metric BYTES = new Metric("bytes", "Bytes", "By", "lower", true);

  public RunTraces traces;
  public Exit exit = new Exit(Exit.Kind.COMPLETED, 0, "ran to its end");
  public Host host = host("cpu", "openblas", "0.29.4");
  public Inputs inputs = INPUTS;
  public String environment = "pinned";
  public String experiment = "lazy_evaluation";
  public Instant started = Instant.parse("2026-11-23T23:15:00Z");
  public List<Claim> claims = new ArrayList<>();
  List<KnownFailure> findings = new ArrayList<>();
  public List<Sample> samples = new ArrayList<>();
  public boolean quick;
  public Imported imported;
  public List<LoadReading> load = new ArrayList<>();
  public List<Metric> metrics = List.of(RATIO, BYTES);
  public List<Check> checks = new ArrayList<>();
  List<NotApplicable> notApplicable = new ArrayList<>();

  public static Records completed() {
    return new Records();
  }

  public static Host host(String backend, String blas, String mlx) {
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

  public static Claim claim(String id, String metric, Bound bound) {
    return new Claim(id, "It is so", metric, bound, false, new TreeMap<>(), null, ANYWHERE);
  }

  public static Claim claim(String id, String metric, Bound bound, Condition when) {
    return new Claim(id, "It is so", metric, bound, false, new TreeMap<>(), null, when);
  }

  public static Claim exact(String id, String metric, Bound bound) {
    return new Claim(id, "It is so", metric, bound, true, new TreeMap<>(), null, ANYWHERE);
  }

  public Records with(Claim claim) {
    claims.add(claim);
    return this;
  }

  public Records finding(String claim, Condition when) {
    findings.add(new KnownFailure(claim, when, "known upstream", null));
    return this;
  }

  public Records sampled(String metric, double... values) {
    return sampled(metric, Map.of(), null, values);
  }

  public Records sampled(
      String metric, Map<String, String> parameters, String arm, double... values) {
    for (double value : values) {
      samples.add(new Sample(metric, value, new TreeMap<>(parameters), arm, false));
    }
    return this;
  }

  public Records warmup(String metric, double value) {
    samples.add(new Sample(metric, value, new TreeMap<>(), null, true));
    return this;
  }

  public Records check(String id, boolean ok) {
    checks.add(new Check(id, "Check " + id, ok, "seen 3 of 3", false));
    return this;
  }

  public Records notApplicable(String what) {
    notApplicable.add(new NotApplicable(what, "there is no GPU", "default device is cpu"));
    return this;
  }

  public RunRecord record() {
    return EvidenceStore.identified(
        new RunRecord(
            RunRecord.SCHEMA,
            "",
            new TaskId("MLX-002"),
            experiment,
            "Lazy evaluation",
            "ratio",
            null,
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
            new Log("[1/6] building\n\u0000\u001b[31mred\u001b[0m \uFFFD", 42),
            traces));
  }

  public RunVerdict verdict() {
    return Judge.asOfRun(record());
  }
}
