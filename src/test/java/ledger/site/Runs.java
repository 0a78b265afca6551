package ledger.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.document.TaskId;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.record.Artifact;
import ledger.evidence.record.Blas;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;
import ledger.evidence.record.GitState;
import ledger.evidence.record.Host;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.Log;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.Sample;
import ledger.evidence.verdict.ClaimAnswer;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.RunVerdict;
import ledger.evidence.verdict.Status;
import org.jspecify.annotations.Nullable;

/** Makes run records of invented numbers. None of them was ever measured. */
public final class Runs {
  private final List<Metric> metrics = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private final List<NotApplicable> absent = new ArrayList<>();
  private final List<Artifact> artifacts = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<ClaimAnswer> answers = new ArrayList<>();
  private final Map<String, KnownFailure> known = new LinkedHashMap<>();
  private final String environment;
  private Exit exit = new Exit(Exit.Kind.COMPLETED, 0, "It ran to its end.");
  private String log = "fixture: nothing was measured\n";
  private String mlx = "0.29.4";
  private String cpu = "Fixture CPU @ 2.00 GHz";
  private List<String> changed = List.of();
  private String kind = "linux-x86_64-cpu";
  private String named = "";
  private Instant started = Instant.parse("2026-11-23T10:15:00Z");

  private Runs(String environment) {
    this.environment = environment;
  }

  public static Runs in(String environment) {
    return new Runs(environment);
  }

  public Runs mlx(String version) {
    mlx = version;
    return this;
  }

  public Runs at(String moment) {
    started = Instant.parse(moment);
    return this;
  }

  public Runs kind(String text) {
    kind = text;
    return this;
  }

  /** A name for everything of the host that has one. */
  public Runs named(String text) {
    named = text;
    return this;
  }

  public Runs cpu(String name) {
    cpu = name;
    return this;
  }

  public Runs log(String text) {
    log = text;
    return this;
  }

  public Runs exit(Exit.Kind kind, int status, String detail) {
    exit = new Exit(kind, status, detail);
    return this;
  }

  public Runs changed(String... inputs) {
    changed = List.of(inputs);
    return this;
  }

  public Runs metric(String id, String title, String unit, String better) {
    metrics.add(new Metric(id, title, unit, better, unit.equals("By")));
    return this;
  }

  /** Samples around a value, the same every time; the first of several is a warm-up. */
  public Runs samples(
      String metric, double around, int count, @Nullable String arm, String... pairs) {
    SortedMap<String, String> parameters = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], pairs[i + 1]);
    }
    for (int i = 0; i < count; i++) {
      double value = count == 1 ? around : around * (1 + 0.04 * Math.sin(7.3 * i + around));
      samples.add(new Sample(metric, value, parameters, arm, false));
    }
    if (count > 2) {
      samples.add(new Sample(metric, around * 3, parameters, arm, true));
    }
    return this;
  }

  public Runs check(String id, String title, boolean ok, String detail, boolean control) {
    checks.add(new Check(id, title, ok, detail, control));
    return this;
  }

  public Runs absent(String what, String why, String detected) {
    absent.add(new NotApplicable(what, why, detected));
    return this;
  }

  public Runs artifact(String name, String media, String text) {
    artifacts.add(new Artifact(name, media, text));
    return this;
  }

  public Runs claim(Claim claim, ClaimAnswer answer) {
    claims.add(claim);
    answers.add(answer);
    return this;
  }

  public Runs known(Claim claim, KnownFailure finding) {
    known.put(claim.id(), finding);
    return claim(claim, ClaimAnswer.FAIL);
  }

  public RunEvidence make(String task, String experiment, Status status, String reason) {
    List<MetricSummary> summaries = summaries();
    List<ClaimVerdict> verdicts = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      MetricSummary summary =
          summaries.stream()
              .filter(s -> s.metric().id().equals(claim.metric()))
              .findFirst()
              .orElse(null);
      verdicts.add(
          new ClaimVerdict(
              claim,
              Reasons.of(answers.get(i), claim, summary),
              answers.get(i) == ClaimAnswer.NOT_APPLICABLE ? null : summary,
              known.get(claim.id())));
    }
    return new RunEvidence(
        record(task, experiment),
        new RunVerdict(
            Reasons.of(status, reason),
            null,
            changed.stream().map(Reasons::edited).toList(),
            verdicts,
            summaries));
  }

  private RunRecord record(String task, String experiment) {
    SortedMap<String, String> packages = new TreeMap<>(Map.of("mlx", mlx, "numpy", "2.3.1"));
    SortedMap<String, String> variables = new TreeMap<>(Map.of("OMP_NUM_THREADS", "2" + named));
    if (!named.isEmpty()) {
      packages.put(named, named);
      variables.put(named, named);
    }
    Host host =
        new Host(
            "3.11.2" + named,
            "CPython" + named,
            "Linux" + named,
            "6.1" + named,
            "x86_64" + named,
            cpu,
            2,
            8L << 30,
            packages,
            "cpu" + named,
            named.isEmpty() ? List.of() : List.of(named),
            new Blas("reference" + named, "libblas.so.3" + named, 1),
            variables,
            List.of(0.2, 0.3, 0.1),
            List.of(1.1, 0.5, 0.2));
    return new RunRecord(
        1,
        started.toString().replaceAll("[-:]", "") + "-" + environment.substring(0, 2) + "4f2a91",
        new TaskId(task),
        experiment,
        "Fixture",
        metrics.isEmpty() ? null : metrics.getFirst().id(),
        null,
        environment,
        false,
        host,
        new Inputs(
            "3b1f".repeat(16),
            new TreeMap<>(Map.of("harness/timing.py", "77aa".repeat(16))),
            "90cd".repeat(16),
            "12ef".repeat(16),
            "5e5e".repeat(16),
            kind),
        new GitState("0123456789abcdef0123456789abcdef01234567", true),
        null,
        started,
        8421,
        exit,
        claims,
        List.copyOf(known.values()),
        metrics,
        samples,
        List.of(),
        checks,
        absent,
        artifacts,
        new Log(log, log.length()),
        null);
  }

  private List<MetricSummary> summaries() {
    Map<List<Object>, List<Sample>> groups = new LinkedHashMap<>();
    for (Sample sample : samples) {
      if (!sample.warmup()) {
        groups
            .computeIfAbsent(
                List.of(sample.metric(), sample.parameters(), String.valueOf(sample.arm())),
                k -> new ArrayList<>())
            .add(sample);
      }
    }
    List<MetricSummary> summaries = new ArrayList<>();
    for (List<Sample> group : groups.values()) {
      Sample any = group.getFirst();
      List<Double> values = group.stream().map(Sample::value).toList();
      List<Double> sorted = values.stream().sorted().toList();
      boolean few = values.size() < 6;
      summaries.add(
          new MetricSummary(
              metrics.stream().filter(m -> m.id().equals(any.metric())).findFirst().orElseThrow(),
              any.parameters(),
              any.arm(),
              values.size(),
              sorted.get(sorted.size() / 2),
              few ? Interval.NONE : new Interval(sorted.get(1), sorted.get(sorted.size() - 2)),
              values));
    }
    return summaries;
  }
}
