package ledger.app.results;

import java.util.List;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.experiment.run.PlannedRun;

/**
 * The result of a verification.
 *
 * @param planned what was to run and what was not, each with the reason
 * @param runs the records of what ran
 * @param firstLooks quick runs, and the verdict that each would have if it were not quick
 * @param evidence of the requested tasks, or of all that have experiments; in the ledger's order
 * @param comparisons of each further environment with the first one
 * @param calibrations how much equal runs differ on this host
 */
public record VerifyResult(
    VerifyMode mode,
    List<PlannedRun> planned,
    List<RunRecord> runs,
    List<RunEvidence> firstLooks,
    List<TaskEvidence> evidence,
    List<ExperimentComparison> comparisons,
    List<CalibrationResult> calibrations) {
  static VerifyResult plan(VerifyMode mode, List<PlannedRun> planned) {
    return new VerifyResult(mode, planned, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Whether every one of these tasks is verified, or, for quick runs, whether it would be. */
  public boolean verified() {
    return mode == VerifyMode.FIRST_LOOK
        ? firstLooks.stream().allMatch(run -> run.verdict().status() == Status.VERIFIED)
        : evidence.stream().allMatch(known -> known.status() == Status.VERIFIED);
  }
}
