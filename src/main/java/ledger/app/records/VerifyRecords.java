package ledger.app.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.text.InvalidText;
import ledger.text.Problem;

/** Reads every run record, compares it with its seal, and computes every verdict again. */
public final class VerifyRecords {
  private VerifyRecords() {}

  public static ResultsVerifyResult run(Session session)
      throws IOException, InvalidText, InvalidFiles, Failure {
    Workplace workplace = Workplace.open(session);
    Ledger ledger = workplace.ledger();
    WorkspaceEvidence known = new WorkspaceEvidence(workplace);
    List<Problem> damaged = known.store().audit();
    if (!damaged.isEmpty()) {
      return new ResultsVerifyResult(damaged, 0, List.of());
    }
    List<RunRecord> records = known.store().all();
    List<Problem> orphans = orphans(known.store(), ledger, records);
    return new ResultsVerifyResult(
        orphans,
        records.size(),
        orphans.isEmpty() ? List.copyOf(known.evidence(ledger).values()) : List.of());
  }

  private static List<Problem> orphans(
      EvidenceStore store, Ledger ledger, List<RunRecord> records) {
    List<Problem> problems = new ArrayList<>();
    for (RunRecord record : records) {
      if (ledger.find(record.task()).isEmpty()) {
        Path file = store.path(record.task(), record.run());
        problems.add(
            Problem.error(
                "orphaned-record",
                new Problem.Place(file.toString(), 1, 1, "", 0),
                "it is a run of " + record.task() + ", which is not in the ledger",
                "restore the task, or move the record elsewhere"));
      }
    }
    return List.copyOf(problems);
  }
}
