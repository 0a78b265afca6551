package ledger.app.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.compare.Calibration;
import ledger.evidence.compare.EqualRuns;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.experiment.header.Experiment;
import ledger.workspace.Environment;

/**
 * How much equal runs of an experiment differ on this host.
 *
 * @param runs how many equal runs reached their end
 * @param kept what is stored for comparisons; empty if there are not enough runs
 */
public record CalibrationResult(
    TaskId task, String experiment, String environment, int runs, Optional<Calibration> kept) {
  /**
   * Measures and stores it for every experiment of these tasks in these environments, or in the
   * deciding one.
   */
  static List<CalibrationResult> keep(
      WorkspaceEvidence known, List<Task> tasks, List<Environment> environments) {
    List<CalibrationResult> results = new ArrayList<>();
    for (Task task : tasks) {
      List<RunRecord> runs = known.store().runs(task.id());
      for (Experiment experiment : known.verifier().experiments().of(task.id())) {
        List<Environment> deciding = List.of(known.verifier().deciding(experiment));
        for (Environment environment : environments.isEmpty() ? deciding : environments) {
          results.add(keep(known.store(), task.id(), runs, experiment.name(), environment.name()));
        }
      }
    }
    return results;
  }

  private static CalibrationResult keep(
      EvidenceStore store,
      TaskId task,
      List<RunRecord> runs,
      String experiment,
      String environment) {
    List<RunRecord> equal =
        EqualRuns.newest(
            runs,
            run -> run.experiment().equals(experiment) && run.environment().equals(environment));
    Optional<Calibration> kept = Calibration.of(equal);
    kept.ifPresent(calibration -> store.calibrate(task, calibration));
    return new CalibrationResult(task, experiment, environment, equal.size(), kept);
  }
}
