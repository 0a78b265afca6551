package ledger.evidence;

import java.util.List;
import ledger.document.TaskId;

/**
 * Everything known about a task.
 *
 * @param reason one sentence for a reader
 * @param calibrations what was measured of the noise of its experiments
 */
public record TaskEvidence(
    TaskId task,
    Status status,
    String reason,
    List<ExperimentEvidence> experiments,
    List<Calibration> calibrations) {}
