package ledger.experiment.run;

import ledger.experiment.environment.ExperimentEnvironment;
import ledger.experiment.header.Experiment;
import ledger.experiment.inputs.TaskText;
import ledger.workspace.Environment;

/**
 * One experiment in one environment.
 *
 * @param task the task that it verifies
 * @param run whether it is to run
 * @param quick for a first look, which counts for nothing
 * @param why it runs, or why not
 */
public record PlannedRun(
    Experiment experiment,
    Environment environment,
    TaskText task,
    boolean run,
    boolean quick,
    PlanReason why) {
  /** The same of the experiment as its script is by now. */
  PlannedRun with(Experiment now) {
    Environment its = ExperimentEnvironment.of(now, environment);
    return new PlannedRun(now, its, task, run, quick, why);
  }
}
