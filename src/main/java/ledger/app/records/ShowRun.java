package ledger.app.records;

import java.io.IOException;
import java.util.Optional;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.RunVerdict;
import ledger.text.InvalidText;
import ledger.text.LineEnds;
import ledger.text.SourceText;

/** Shows one run: where it ran, and its present verdict. */
public final class ShowRun {
  private ShowRun() {}

  public static ResultsShowResult run(Session session, ResultsShowRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    Ledger ledger = workplace.ledger();
    WorkspaceEvidence known = new WorkspaceEvidence(workplace);
    RunRecord record = known.run(request.run());
    SourceText text = workplace.source(known.store().path(record.task(), record.run()));
    String json = LineEnds.plain(text.content());
    return new ResultsShowResult(
        record,
        json,
        request.judged() ? Optional.of(verdict(known, ledger, record)) : Optional.empty());
  }

  /** The run, as part of its task's evidence. */
  private static RunVerdict verdict(WorkspaceEvidence known, Ledger ledger, RunRecord record)
      throws IOException, InvalidText, Refusal {
    return known
        .evidence(Lookup.task(ledger, record.task().value()))
        .run(record.run())
        .map(RunEvidence::verdict)
        .orElseThrow(() -> new IllegalStateException("a stored run belongs to its evidence"));
  }
}
