package ledger.evidence.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import ledger.document.TaskId;
import ledger.evidence.compare.Calibration;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.evidence.store.RunHead;

/**
 * Assembles everything known about a task.
 *
 * <p>Precedence: the newest run of each kind of host in the default environment decides; of several
 * kinds of host, and of several experiments, the worst wins, in the order FAILED, BROKEN, STALE,
 * SUSPECT, INCONCLUSIVE, NONE, NOT_APPLICABLE, VERIFIED. One exception: where an experiment is not
 * applicable on one kind of host, its runs on the others decide. An experiment that never ran in
 * the default environment is NONE. A policy may ask for more environments and for kinds of host.
 * Quick runs are shown and decide nothing. Other environments are shown and decide nothing.
 *
 * <p>A run from another kind of host is compared with the inputs of now all the same: it does not
 * grow stale by being looked at from here.
 */
public final class Evidence {
  /** Worst first. */
  private static final List<Status> WORST =
      List.of(
          Status.FAILED,
          Status.BROKEN,
          Status.STALE,
          Status.SUSPECT,
          Status.INCONCLUSIVE,
          Status.NONE,
          Status.NOT_APPLICABLE,
          Status.VERIFIED);

  private record Ruling(Status status, String reason) {}

  private Evidence() {}

  /**
   * Judges every run against the inputs of now and lets the precedence above decide.
   *
   * @param experiments those that verify the task now
   * @param runs the task's runs, in any order
   * @param calibrations the task's; they decide nothing here and are passed on
   * @param policy what Done asks for
   */
  public static TaskEvidence assemble(
      TaskId task,
      List<CurrentExperiment> experiments,
      List<RunRecord> runs,
      List<Calibration> calibrations,
      Policy policy) {
    String defaultEnvironment = policy.deciding();
    List<RunRecord> sorted = new ArrayList<>(runs);
    sorted.sort(EvidenceStore.NEWEST_FIRST);
    List<ExperimentEvidence> shown = new ArrayList<>();
    List<Ruling> rulings = new ArrayList<>();
    for (CurrentExperiment now : experiments) {
      List<RunRecord> own = of(sorted, now.experiment());
      ExperimentEvidence evidence = evidence(now, own, defaultEnvironment);
      shown.add(evidence);
      for (String environment : policy.environments()) {
        rulings.add(decide(evidence, environment));
        for (String host : policy.hosts()) {
          missing(evidence, environment, host).ifPresent(rulings::add);
        }
      }
    }
    for (String gone : gone(sorted, experiments)) {
      List<RunRecord> own = of(sorted, gone);
      shown.add(evidence(departed(own.getFirst()), own, defaultEnvironment));
    }
    Ruling ruling;
    if (!rulings.isEmpty()) {
      ruling = worst(rulings);
    } else if (shown.isEmpty()) {
      ruling = new Ruling(Status.NONE, "no experiment verifies it");
    } else {
      String name = shown.getFirst().experiment();
      ruling = new Ruling(Status.STALE, "its experiment " + name + " is gone");
    }
    return new TaskEvidence(
        task, ruling.status, ruling.reason, List.copyOf(shown), List.copyOf(calibrations));
  }

  private static List<RunRecord> of(List<RunRecord> runs, String experiment) {
    return runs.stream().filter(run -> run.experiment().equals(experiment)).toList();
  }

  private static List<String> gone(List<RunRecord> runs, List<CurrentExperiment> experiments) {
    List<String> known = experiments.stream().map(CurrentExperiment::experiment).toList();
    return runs.stream()
        .map(RunRecord::experiment)
        .filter(Predicate.not(known::contains))
        .distinct()
        .sorted()
        .toList();
  }

  private static CurrentExperiment departed(RunRecord last) {
    return new CurrentExperiment(
        last.experiment(),
        last.title(),
        "",
        "",
        last.claims(),
        last.findings(),
        List.of(),
        Collections.emptySortedMap());
  }

  private static ExperimentEvidence evidence(
      CurrentExperiment now, List<RunRecord> runs, String defaultEnvironment) {
    List<RunEvidence> judged =
        runs.stream().map(run -> new RunEvidence(run, verdict(run, now))).toList();
    List<RunEvidence> newest = RunHead.newest(judged, run -> RunHead.of(run.record()));
    Set<RunEvidence> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    shown.addAll(newest);
    Comparator<RunEvidence> order =
        Comparator.comparing(
                (RunEvidence e) -> !e.record().environment().equals(defaultEnvironment))
            .thenComparing(e -> e.record().environment())
            .thenComparing(e -> e.record().inputs().hostKind());
    return new ExperimentEvidence(
        now.experiment(),
        now.title(),
        now.script(),
        now.code(),
        now.claims(),
        newest.stream().sorted(order).toList(),
        judged.stream().filter(run -> !shown.contains(run)).toList());
  }

  /** What a run says now. */
  public static RunVerdict verdict(RunRecord run, CurrentExperiment now) {
    Optional<Inputs> inputs =
        Optional.ofNullable(now.inputs().get(run.environment()))
            .map(i -> HostKind.with(i, run.inputs().hostKind()));
    return Judge.judge(run, inputs, now);
  }

  private static Ruling decide(ExperimentEvidence evidence, String environment) {
    List<RunEvidence> deciding = deciding(evidence, environment);
    if (deciding.isEmpty()) {
      String where = evidence.newest().isEmpty() ? "" : ", only elsewhere";
      if (evidence.older().stream().anyMatch(run -> run.record().quick())) {
        where += ", quick runs aside";
      }
      return new Ruling(
          Status.NONE, evidence.experiment() + " has not run in " + environment + where);
    }
    List<Ruling> all =
        deciding.stream()
            .map(run -> new Ruling(run.verdict().status(), reason(run, deciding.size() > 1)))
            .toList();
    List<Ruling> applicable =
        all.stream().filter(ruling -> ruling.status != Status.NOT_APPLICABLE).toList();
    return worst(applicable.isEmpty() ? all : applicable);
  }

  private static Optional<Ruling> missing(
      ExperimentEvidence evidence, String environment, String host) {
    boolean ran =
        deciding(evidence, environment).stream()
            .anyMatch(run -> run.record().inputs().hostKind().equals(host));
    String reason =
        evidence.experiment()
            + " has not run in "
            + environment
            + " on "
            + host
            + ", as the policy asks";
    return ran ? Optional.empty() : Optional.of(new Ruling(Status.NONE, reason));
  }

  /** The runs of an experiment that decide, one a kind of host. */
  static List<RunEvidence> deciding(ExperimentEvidence evidence, String environment) {
    return evidence.newest().stream()
        .filter(run -> run.record().environment().equals(environment))
        .toList();
  }

  private static String reason(RunEvidence run, boolean several) {
    String where = several ? " on " + run.record().inputs().hostKind() : "";
    return run.record().experiment() + where + ": " + run.verdict().reason();
  }

  private static Ruling worst(List<Ruling> rulings) {
    return rulings.stream()
        .min(Comparator.comparingInt(ruling -> WORST.indexOf(ruling.status)))
        .orElseThrow();
  }
}
