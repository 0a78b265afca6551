package ledger.app.records;

import java.util.List;
import ledger.evidence.verdict.TaskEvidence;
import ledger.text.Problem;

/**
 * Whether all run records are as they were written.
 *
 * @param problems one for each file that was changed, or that belongs to no task
 * @param records how many there are; 0 if some could not be read
 * @param evidence of every task, computed again; empty if there are problems
 */
public record ResultsVerifyResult(
    List<Problem> problems, int records, List<TaskEvidence> evidence) {
  public boolean whole() {
    return problems.isEmpty();
  }
}
