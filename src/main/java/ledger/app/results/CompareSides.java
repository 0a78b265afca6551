package ledger.app.results;

import java.io.IOException;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;

/** Compares what was measured on two sides. */
public final class CompareSides {
  private CompareSides() {}

  public static CompareResult run(Session session, CompareRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    Ledger ledger = workplace.ledger();
    WorkspaceEvidence known = new WorkspaceEvidence(workplace);
    List<Task> tasks = Lookup.tasks(ledger, request.ids());
    return new CompareResult(
        ExperimentComparison.of(known, tasks, request.first(), request.second()));
  }
}
