package ledger.evidence.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import ledger.document.TaskId;
import ledger.evidence.claim.Claim;
import ledger.evidence.compare.Calibration;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.evidence.store.RunHead;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.verdict.TaskReason;

/**
 * Assembles everything known about a task.
 *
 * <p>Precedence: the newest run of each kind of host in the default environment decides, or in the
 * one that the experiment's header names; of several kinds of host, and of several experiments, the
 * worst wins, in the order FAILED, BROKEN, STALE, SUSPECT, INCONCLUSIVE, NONE, NOT_APPLICABLE,
 * KNOWN_FAILURES, VERIFIED. One exception: if an experiment is not applicable on one kind of host,
 * its runs on the others decide. An experiment that never ran in the default environment is NONE. A
 * script that is gone leaves the task SUSPECT if its newest run refuted a claim that no other
 * script asks: what was refuted cannot be deleted in silence. A policy may require more
 * environments, and kinds of host. Quick runs are shown and decide nothing. Other environments are
 * shown and decide nothing.
 *
 * <p>A done task that somebody waived is WAIVED, unless its evidence says more than that: VERIFIED,
 * KNOWN_FAILURES or FAILED, because a waiver accepts that evidence is missing, not what it says.
 *
 * <p>A run from another kind of host is compared with the present inputs like any other: it does
 * not become stale because it is looked at from here.
 */
public final class TaskJudge {
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
          Status.KNOWN_FAILURES,
          Status.VERIFIED);

  private TaskJudge() {}

  /**
   * Judges every run against the present inputs and lets the precedence above decide.
   *
   * @param experiments those that verify the task now
   * @param unusable scripts that would verify it, if their headers could be used
   * @param runs the task's runs, in any order
   * @param calibrations the task's; they decide nothing here and are passed on
   * @param policy what Done requires
   * @param waiver why the task was accepted as done without evidence, if it was
   */
  public static TaskEvidence judge(
      TaskId task,
      List<CurrentExperiment> experiments,
      List<? extends TaskReason> unusable,
      List<RunRecord> runs,
      List<Calibration> calibrations,
      DonePolicy policy,
      Optional<String> waiver) {
    List<RunRecord> sorted = new ArrayList<>(runs);
    sorted.sort(EvidenceStore.NEWEST_FIRST);
    List<ExperimentEvidence> shown = new ArrayList<>();
    List<TaskReason> reasons = new ArrayList<>(unusable);
    for (CurrentExperiment now : experiments) {
      List<RunRecord> own = of(sorted, now.experiment());
      List<String> environments =
          now.environments().isEmpty() ? policy.environments() : now.environments();
      ExperimentEvidence evidence = evidence(now, own, environments.getFirst());
      shown.add(evidence);
      for (String environment : environments) {
        reasons.add(decide(evidence, environment));
        for (String host : policy.hosts()) {
          missing(evidence, environment, host).ifPresent(reasons::add);
        }
      }
    }
    for (String gone : gone(sorted, experiments)) {
      List<RunRecord> own = of(sorted, gone);
      ExperimentEvidence evidence = evidence(departed(own.getFirst()), own, policy.deciding());
      shown.add(evidence);
      if (!experiments.isEmpty()) {
        withdrawn(evidence, experiments, policy.deciding()).ifPresent(reasons::add);
      }
    }
    return new TaskEvidence(
        task,
        waived(reason(reasons, shown), waiver),
        List.copyOf(shown),
        List.copyOf(calibrations));
  }

  /** A refuted claim that no experiment asks any more. */
  private static Optional<TaskReason> withdrawn(
      ExperimentEvidence gone, List<CurrentExperiment> experiments, String environment) {
    Set<String> asked =
        experiments.stream()
            .flatMap(now -> now.claims().stream())
            .map(Claim::id)
            .collect(Collectors.toSet());
    List<RunEvidence> there = deciding(gone, environment);
    return (there.isEmpty() ? gone.newest() : there)
        .stream()
            .flatMap(run -> run.verdict().claims().stream())
            .filter(claim -> claim.isRefuted() && !asked.contains(claim.claim().id()))
            .findFirst()
            .map(claim -> new TaskReason.ClaimWithdrawn(gone.experiment(), claim));
  }

  private static TaskReason reason(List<TaskReason> reasons, List<ExperimentEvidence> shown) {
    if (!reasons.isEmpty()) {
      return worst(reasons);
    }
    return shown.isEmpty()
        ? new TaskReason.NoExperiment()
        : new TaskReason.ExperimentGone(shown.getFirst().experiment());
  }

  private static TaskReason waived(TaskReason reason, Optional<String> waiver) {
    boolean decided = reason.status().suffices() || reason.status() == Status.FAILED;
    return waiver.isEmpty() || decided ? reason : new TaskReason.Waived(waiver.get(), reason);
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
        last.knownFailures(),
        List.of(),
        List.of(),
        run -> Optional.empty());
  }

  private static ExperimentEvidence evidence(
      CurrentExperiment now, List<RunRecord> runs, String defaultEnvironment) {
    List<RunEvidence> judged =
        runs.stream().map(run -> new RunEvidence(run, Judge.judge(run, now))).toList();
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

  private static TaskReason decide(ExperimentEvidence evidence, String environment) {
    List<RunEvidence> deciding = deciding(evidence, environment);
    if (deciding.isEmpty()) {
      return new TaskReason.NotRun(
          evidence.experiment(),
          environment,
          !evidence.newest().isEmpty(),
          evidence.older().stream().anyMatch(run -> run.record().quick()));
    }
    List<TaskReason> all = deciding.stream().map(run -> byRun(run, deciding.size() > 1)).toList();
    List<TaskReason> applicable =
        all.stream().filter(reason -> reason.status() != Status.NOT_APPLICABLE).toList();
    return worst(applicable.isEmpty() ? all : applicable);
  }

  private static TaskReason byRun(RunEvidence run, boolean several) {
    return new TaskReason.ByRun(
        run.record().experiment(),
        several ? run.record().inputs().hostKind() : null,
        run.record().imported() != null,
        run.verdict());
  }

  private static Optional<TaskReason> missing(
      ExperimentEvidence evidence, String environment, String host) {
    boolean ran =
        deciding(evidence, environment).stream()
            .anyMatch(run -> run.record().inputs().hostKind().equals(host));
    return ran
        ? Optional.empty()
        : Optional.of(new TaskReason.NotRunOn(evidence.experiment(), environment, host));
  }

  /** The runs of an experiment that decide, one per kind of host. */
  private static List<RunEvidence> deciding(ExperimentEvidence evidence, String environment) {
    return evidence.newest().stream()
        .filter(run -> run.record().environment().equals(environment))
        .toList();
  }

  private static TaskReason worst(List<TaskReason> reasons) {
    return reasons.stream()
        .min(Comparator.comparingInt(reason -> WORST.indexOf(reason.status())))
        .orElseThrow();
  }
}
