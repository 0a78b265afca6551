package ledger.experiment.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.Evidence;
import ledger.evidence.verdict.RunVerdict;
import ledger.experiment.environment.EnvironmentFailure;
import ledger.experiment.environment.Preload;
import ledger.experiment.environment.TaskText;
import ledger.experiment.header.Experiment;
import ledger.experiment.process.ThisHost;
import ledger.workspace.Environment;

/**
 * Decides whether an experiment has to run in an environment, and gives the reason in one sentence.
 */
record RunPlanner(Verifier verifier, RunMode mode) {
  private record Decision(boolean run, String why) {}

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
    if (environment.optional()) {
      try {
        Preload.resolve(environment);
      } catch (EnvironmentFailure e) {
        return new Decision(false, "not available here: " + e.getMessage());
      }
    }
    return switch (mode) {
      case FORCED -> new Decision(true, "forced");
      case CONFIRMING -> new Decision(true, "once more, to confirm a change");
      case QUICK -> new Decision(true, "a quick run, which counts for nothing, was requested");
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
    if (newest.isEmpty() && mode == RunMode.STALE) {
      return new Decision(false, "it never ran in " + environment.name() + " on " + system);
    }
    if (newest.isEmpty()) {
      return new Decision(true, "no run in " + environment.name() + " on " + system + " yet");
    }
    RunRecord last = newest.get();
    RunVerdict verdict = Evidence.verdict(last, verifier.current(experiment, task));
    boolean run =
        switch (verdict.status()) {
          case STALE, SUSPECT -> true;
          case BROKEN, NONE -> mode == RunMode.NEEDED || !verdict.changed().isEmpty();
          case VERIFIED, FAILED, INCONCLUSIVE, NOT_APPLICABLE, WAIVED ->
              !verdict.changed().isEmpty();
        };
    String word = verdict.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Decision(
        run,
        run
            ? "the last run is " + word + ": " + verdict.reason() + otherMlx(last, environment)
            : "nothing has changed since the run " + last.run() + " (" + word + ")");
  }

  /** The version is what people look for in a changed lock file. */
  private String otherMlx(RunRecord last, Environment environment) {
    String ran = last.host().packages().get("mlx");
    List<String> asked = verifier.locked(environment, "mlx");
    return ran == null || asked.isEmpty() || asked.contains(ran)
        ? ""
        : " (it ran MLX " + ran + "; " + String.join(" or ", asked) + " is required)";
  }
}
