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
 * @param results the folder of the records, as a message names it
 * @param calibrations how much equal runs differ on this host
 */
public record VerifyResult(
    VerifyMode mode,
    List<PlannedRun> planned,
    List<RunRecord> runs,
    List<RunEvidence> firstLooks,
    List<TaskEvidence> evidence,
    List<ExperimentComparison> comparisons,
    List<CalibrationResult> calibrations,
    String results) {
  static VerifyResult plan(VerifyMode mode, List<PlannedRun> planned) {
    return new VerifyResult(
        mode, planned, List.of(), List.of(), List.of(), List.of(), List.of(), "");
  }

  /**
   * Whether every one of these tasks may be done, or, for quick runs, whether it could be: it is
   * verified, or all that does not hold is a known failure.
   *
   * @param strict whether a task of which nothing can be asked on this host counts as well
   */
  public boolean verified(boolean strict) {
    return mode == VerifyMode.FIRST_LOOK
        ? firstLooks.stream().allMatch(run -> passes(run.verdict().status(), strict))
        : evidence.stream().allMatch(known -> passes(known.status(), strict));
  }

  private static boolean passes(Status status, boolean strict) {
    return status.suffices() || (!strict && status == Status.NOT_APPLICABLE);
  }
}
