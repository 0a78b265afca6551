package ledger.app.records;

import java.io.IOException;
import java.util.List;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;

/** What was measured, of all tasks or of one. */
public final class ListResults {
  private ListResults() {}

  public static ResultsResult run(Session session, ResultsRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    Ledger ledger = workplace.ledger();
    WorkspaceEvidence known = new WorkspaceEvidence(workplace);
    String id = request.id();
    return new ResultsResult(
        id == null
            ? List.copyOf(known.evidence(ledger).values())
            : List.of(known.evidence(Lookup.task(ledger, id))));
  }
}
