package ledger.app.records;

import java.util.List;
import ledger.evidence.verdict.TaskEvidence;

/**
 * What is known.
 *
 * @param evidence of the requested tasks, in the ledger's order
 */
public record ResultsResult(List<TaskEvidence> evidence) {}
