package ledger.evidence;

import java.util.List;
import ledger.document.TaskId;

/**
 * Everything known about a task.
 *
 * @param reason one sentence for a reader
 */
public record TaskEvidence(
    TaskId task, Status status, String reason, List<ExperimentEvidence> experiments) {}
