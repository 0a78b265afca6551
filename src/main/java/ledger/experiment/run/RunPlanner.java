package ledger.experiment.run;

import java.util.List;
import java.util.Optional;
import ledger.evidence.judge.Judge;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunVerdict;
import ledger.experiment.environment.EnvironmentFailure;
import ledger.experiment.environment.ExperimentEnvironment;
import ledger.experiment.environment.Preload;
import ledger.experiment.header.Experiment;
import ledger.experiment.inputs.TaskText;
import ledger.experiment.process.ThisHost;
import ledger.workspace.Environment;

/** Decides whether an experiment has to run in an environment, and says why. */
record RunPlanner(Verifier verifier, RunMode mode) {
  private record Decision(boolean run, PlanReason why) {}

  /**
   * @param runs the task's runs, newest first
   */
  PlannedRun plan(
      TaskText task, Experiment experiment, Environment environment, List<RunRecord> runs) {
    Decision decision = decide(task, experiment, environment, runs);
    boolean quick = mode == RunMode.QUICK;
    return new PlannedRun(experiment, environment, task, decision.run, quick, decision.why);
  }

  private Decision decide(
      TaskText task, Experiment experiment, Environment environment, List<RunRecord> runs) {
    String deciding = verifier.deciding(experiment).name();
    boolean fits = ExperimentEnvironment.isOwn(experiment) == environment.isOfScripts();
    if (!fits && !environment.name().equals(deciding)) {
      return new Decision(false, new PlanReason.OtherEnvironment(deciding));
    }
    if (environment.optional()) {
      try {
        Preload.resolve(environment);
      } catch (EnvironmentFailure e) {
        return new Decision(false, new PlanReason.NotAvailable(String.valueOf(e.getMessage())));
      }
    }
    return switch (mode) {
      case FORCED -> new Decision(true, PlanReason.Asked.FORCED);
      case CONFIRMING -> new Decision(true, PlanReason.Asked.TO_CONFIRM);
      case QUICK -> new Decision(true, PlanReason.Asked.FIRST_LOOK);
      case NEEDED, STALE -> need(task, experiment, environment, runs);
    };
  }

  private Decision need(
      TaskText task, Experiment experiment, Environment environment, List<RunRecord> runs) {
    String system = HostKind.system(ThisHost.kind());
    Optional<RunRecord> newest =
        runs.stream()
            .filter(run -> !run.quick())
            .filter(run -> run.experiment().equals(experiment.name()))
            .filter(run -> run.environment().equals(environment.name()))
            .filter(run -> HostKind.system(run.inputs().hostKind()).equals(system))
            .findFirst();
    if (newest.isEmpty()) {
      return new Decision(
          mode == RunMode.NEEDED, new PlanReason.NeverRan(environment.name(), system));
    }
    RunRecord last = newest.get();
    RunVerdict verdict = Judge.judge(last, verifier.verdicts().current(experiment, task));
    boolean run =
        switch (verdict.status()) {
          case STALE, SUSPECT -> true;
          case BROKEN, NONE -> mode == RunMode.NEEDED || !verdict.changed().isEmpty();
          case VERIFIED, KNOWN_FAILURES, FAILED, INCONCLUSIVE, NOT_APPLICABLE, WAIVED ->
              !verdict.changed().isEmpty();
        };
    return new Decision(
        run,
        run
            ? lastRun(last, verdict, environment)
            : new PlanReason.Unchanged(last.run(), verdict.status()));
  }

  /** The versions are what people look for in a changed lock file. */
  private PlanReason lastRun(RunRecord last, RunVerdict verdict, Environment environment) {
    return new PlanReason.LastRun(
        verdict, OtherVersion.of(last.host(), verifier.locked(environment)));
  }
}
