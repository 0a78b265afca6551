package ledger.app.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Task;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.evidence.record.Acceptance;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.text.InvalidText;

/** Accepts an edit that made the newest runs of a task suspect. */
public final class AcceptEdit {
  private AcceptEdit() {}

  public static ResultsAcceptResult run(Session session, ResultsAcceptRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    Task task = Lookup.task(workplace.ledger(), request.id());
    WorkspaceEvidence known = new WorkspaceEvidence(workplace);
    if (request.reason().isBlank()) {
      throw Failure.wrongRequest("the reason is empty", "--reason \"why it does not matter\"");
    }
    List<RunRecord> suspect = suspect(known, task);
    if (suspect.isEmpty()) {
      throw Failure.no(
          "no run of " + task.id() + " is suspect",
          "'ledger results " + task.id() + "' shows the status of its runs");
    }
    List<Acceptance> accepted = new ArrayList<>();
    for (RunRecord run : suspect) {
      Inputs now = known.verifier().verdicts().inputsNow(run, known.text(task)).orElseThrow();
      Acceptance acceptance =
          new Acceptance(
              Acceptance.SCHEMA,
              run.run(),
              now.claims(),
              now.taskText(),
              request.reason().strip(),
              session.today());
      known.store().accept(task.id(), acceptance);
      accepted.add(acceptance);
    }
    return new ResultsAcceptResult(List.copyOf(accepted));
  }

  private static List<RunRecord> suspect(WorkspaceEvidence known, Task task)
      throws IOException, InvalidText {
    return known.evidence(task).experiments().stream()
        .flatMap(experiment -> experiment.newest().stream())
        .filter(run -> run.verdict().status() == Status.SUSPECT)
        .map(RunEvidence::record)
        .toList();
  }
}
