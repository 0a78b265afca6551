package ledger.experiment.run;

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
    PlanReason why) {}
