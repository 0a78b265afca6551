package ledger.evidence.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ledger.document.TaskId;
import ledger.evidence.Records;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.record.Acceptance;
import ledger.evidence.record.Exit;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.Status;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * A task is verified if and only if every experiment holds in every environment and has run on
 * every kind of host that the policy asks for, by its newest runs there, and none of those says
 * anything worse: whatever else has run, and in whatever order the runs are found.
 */
class OnlyVerifiedVerifiesTest {
  private static final TaskId TASK = new TaskId("MLX-002");
  private static final List<String> EXPERIMENTS = List.of("one", "two");
  private static final List<String> ENVIRONMENTS = List.of("pinned", "latest", "gone");
  private static final List<String> HOSTS =
      List.of("linux-x86_64-cpu", "linux-x86_64-cuda", "macos-arm64-metal");

  /** What a run can say. */
  private enum Says {
    GOOD,
    GOOD_BY_CLAIM,
    QUICK,
    BROKEN,
    DIED_EARLY,
    STALE,
    SUSPECT,
    ACCEPTED,
    FAILED,
    REFUTED,
    UNDECIDED,
    KNOWN,
    CHECKS_ONLY,
    NOTHING,
    NOT_APPLICABLE
  }

  private record Run(Says says, String experiment, String environment, String host) {}

  private record Asked(int experiments, List<String> environments, List<String> hosts) {}

  @Provide
  Arbitrary<List<Run>> runs() {
    return Combinators.combine(
            Arbitraries.oneOf(
                Arbitraries.of(Says.GOOD, Says.GOOD_BY_CLAIM, Says.ACCEPTED),
                Arbitraries.of(Says.values())),
            Arbitraries.of(EXPERIMENTS),
            Arbitraries.of("pinned", "pinned", "latest", "gone"),
            Arbitraries.of(HOSTS))
        .as(Run::new)
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<Asked> policies() {
    return Combinators.combine(
            Arbitraries.of(1, 1, 2),
            Arbitraries.of(
                List.of("pinned"), List.of("pinned"), List.of("pinned", "latest"), List.of("gone")),
            Arbitraries.of(
                List.<String>of(), List.<String>of(), HOSTS.subList(0, 1), HOSTS.subList(0, 2)))
        .as(Asked::new);
  }

  @Property(tries = 3000)
  void aTaskIsVerifiedIfAndOnlyIfAllThatDecidesIs(
      @ForAll("runs") List<Run> told, @ForAll("policies") Asked asked, @ForAll int order) {
    Optional<String> waiver = order % 2 == 0 ? Optional.empty() : Optional.of("no time");
    List<Acceptance> accepted = new ArrayList<>();
    List<RunRecord> records = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      records.add(record(told.get(i), i));
      if (told.get(i).says == Says.ACCEPTED) {
        String run = records.getLast().run();
        accepted.add(new Acceptance(1, run, "c", "t", "a slip", LocalDate.of(2026, 11, 24)));
      }
    }
    List<CurrentExperiment> now =
        EXPERIMENTS.subList(0, asked.experiments).stream()
            .map(name -> experiment(name, accepted))
            .toList();
    List<RunRecord> shuffled = new ArrayList<>(records);
    java.util.Collections.shuffle(shuffled, new java.util.Random(order));
    DonePolicy policy = new DonePolicy(asked.environments, asked.hosts);
    Status status =
        TaskJudge.judge(TASK, now, List.of(), shuffled, List.of(), policy, waiver).status();
    boolean expected =
        now.stream()
            .allMatch(
                experiment ->
                    asked.environments.stream()
                        .allMatch(env -> holds(told, records, experiment, env, asked.hosts)));
    Statistics.collect(expected);
    assertThat(status == Status.VERIFIED).as("%s of %s", status, asked).isEqualTo(expected);
  }

  private static boolean holds(
      List<Run> told,
      List<RunRecord> records,
      CurrentExperiment experiment,
      String environment,
      List<String> hosts) {
    List<Integer> own =
        IntStream.range(0, told.size())
            .filter(i -> told.get(i).experiment.equals(experiment.experiment()))
            .filter(i -> told.get(i).environment.equals(environment))
            .filter(i -> told.get(i).says != Says.QUICK)
            .boxed()
            .toList();
    Collection<Integer> newest =
        own.stream()
            .filter(i -> !givesWay(told, i, own))
            .collect(
                Collectors.toMap(
                    i -> told.get(i).host, i -> i, (older, newer) -> newer, TreeMap::new))
            .values();
    List<Says> deciding =
        newest.stream().sorted(Comparator.naturalOrder()).map(i -> told.get(i).says).toList();
    List<String> ran = newest.stream().map(i -> told.get(i).host).toList();
    List<Says> holding = List.of(Says.GOOD, Says.GOOD_BY_CLAIM, Says.ACCEPTED);
    return KNOWN.containsKey(environment)
        && ran.containsAll(hosts)
        && deciding.stream().anyMatch(holding::contains)
        && deciding.stream().allMatch(s -> holding.contains(s) || s == Says.NOT_APPLICABLE);
  }

  /** A run that died before it knew its backend, with a newer one on the same system. */
  private static boolean givesWay(List<Run> told, int run, List<Integer> own) {
    return told.get(run).says == Says.DIED_EARLY
        && own.stream()
            .anyMatch(
                other ->
                    other > run
                        && HostKind.system(told.get(other).host)
                            .equals(HostKind.system(told.get(run).host)));
  }

  private static final SortedMap<String, Inputs> KNOWN =
      new TreeMap<>(Map.of("pinned", Records.INPUTS, "latest", Records.INPUTS));

  private static CurrentExperiment experiment(String name, List<Acceptance> accepted) {
    return new CurrentExperiment(
        name,
        name,
        name + ".py",
        "",
        claims(20),
        List.of(),
        accepted,
        List.of(),
        PresentInputs.by(KNOWN));
  }

  private static List<Claim> claims(double bound) {
    return List.of(Records.claim("large", "ratio", new Bound.AtLeast(bound)));
  }

  private static final double[] AROUND_30 = {29, 30, 30, 31, 30, 32, 28};

  private static RunRecord record(Run run, int hour) {
    Records records = Records.completed();
    records.started = Instant.parse("2026-11-23T00:00:00Z").plusSeconds(3600L * hour);
    records.experiment = run.experiment;
    records.environment = run.environment;
    Inputs i = Records.INPUTS;
    String script = run.says == Says.STALE ? "older" : i.script();
    boolean edited = run.says == Says.SUSPECT || run.says == Says.ACCEPTED;
    records.inputs =
        new Inputs(script, i.imports(), i.claims(), i.taskText(), i.requirements(), run.host);
    records.quick = run.says == Says.QUICK;
    records.claims = new ArrayList<>(claims(edited ? 10 : 20));
    switch (run.says) {
      case NOTHING -> {}
      case NOT_APPLICABLE -> records.notApplicable("large").check("L1", true);
      case KNOWN -> sampled(records.finding("large", Records.ANYWHERE), 1, 2, 1, 2, 1, 2, 1);
      case CHECKS_ONLY -> {
        records.claims.clear();
        records.check("L1", true);
      }
      case GOOD_BY_CLAIM -> sampled(records, AROUND_30);
      case REFUTED -> sampled(records, 1, 2, 1, 2, 1, 2, 1);
      case UNDECIDED -> sampled(records.check("L1", true), 19, 21, 19, 21, 19, 21, 20);
      case FAILED -> sampled(records.check("L1", true).check("L2", false), AROUND_30);
      default -> sampled(records.check("L1", true), AROUND_30);
    }
    if (run.says == Says.BROKEN || run.says == Says.DIED_EARLY) {
      records.exit = new Exit(Exit.Kind.FAILED, 1, "died");
    }
    if (run.says == Says.DIED_EARLY) {
      records.host = Records.host("unknown", "unknown", null);
    }
    return records.record();
  }

  private static void sampled(Records records, double... values) {
    records.sampled("ratio", values);
  }
}
