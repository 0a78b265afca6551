package ledger.app.board;

import java.io.IOException;
import ledger.app.ledger.TaskDetails;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.ExpectedRow;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.edit.Refusal;
import ledger.evidence.verdict.TaskEvidence;
import ledger.text.InvalidText;

/**
 * All that a board knows of a task.
 *
 * @param digest of its row, see {@link ExpectedRow}
 */
public record TaskView(TaskDetails details, String digest, TaskEvidence evidence) {
  static TaskView of(Session session, String id)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    TaskDetails details = TaskDetails.of(session, id, null);
    WorkspaceEvidence evidence = new WorkspaceEvidence(Workplace.open(session));
    return new TaskView(
        details, ExpectedRow.digest(details.task()), evidence.evidence(details.task()));
  }
}
