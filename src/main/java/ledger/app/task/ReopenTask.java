package ledger.app.task;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import ledger.app.edit.Draft;
import ledger.app.edit.EditResult;
import ledger.app.edit.Editing;
import ledger.app.edit.Effect;
import ledger.app.results.CurrentEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.edit.Change;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.document.page.TaskPage;
import ledger.evidence.verdict.Gate;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.OutcomeWords;
import ledger.evidence.words.ReasonWords;
import ledger.text.InvalidText;

/** Moves a done task back to review, with what its outcome said and what is measured now. */
public final class ReopenTask {
  private static final String REVIEW = "review";

  private final Workplace workplace;
  private final String id;
  private final State review;
  private final CurrentEvidence evidence;

  private ReopenTask(Workplace workplace, ReopenRequest request) throws Failure {
    this.workplace = workplace;
    this.id = request.id();
    this.review = workplace.state(REVIEW);
    this.evidence = new CurrentEvidence(workplace);
  }

  public static EditResult run(Session session, ReopenRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    return Editing.run(workplace, new ReopenTask(workplace, request)::plan, request.dryRun());
  }

  private List<Effect> plan(Draft draft) throws IOException, InvalidText, Refusal, Failure {
    Task task = Lookup.task(draft.ledger(), id);
    TaskEvidence now = against(task, evidence.of(task));
    String note =
        "reopened, was: "
            + task.text(Columns.OUTCOME)
            + " / now: "
            + OutcomeWords.of(now, workplace.settings().subject());
    draft.change(
        new Change.Move(
            task.id(),
            review,
            notes(draft, task, note),
            Map.of(),
            workplace.session().today(),
            null));
    return List.of(new Effect.Reopened(task.id(), task.state(), review, note));
  }

  /** The evidence of a done task, if it no longer holds. */
  private static TaskEvidence against(Task task, TaskEvidence evidence) throws Failure {
    if (!task.state().id().equals(Layout.DONE)) {
      throw Failure.no(
          task.id() + " is not done: it is in " + task.state().heading(),
          "'ledger move' moves it to any state");
    }
    if (Gate.of(evidence, null).isOpen()) {
      throw Failure.no(
          "no evidence refutes " + task.id() + ": " + ReasonWords.of(evidence),
          "'ledger move " + task.id() + " review' takes it back anyway");
    }
    return evidence;
  }

  private Map<String, String> notes(Draft draft, Task task, String note)
      throws IOException, InvalidText {
    boolean hasNotes =
        draft
            .ledger()
            .section(review)
            .map(section -> section.table().indexOf(Columns.NOTES) >= 0)
            .orElse(false);
    if (!hasNotes) {
      return Map.of();
    }
    String earlier =
        draft
            .page(task.id())
            .map(TaskPage::carriedOver)
            .map(carried -> carried.getOrDefault(Columns.NOTES, ""))
            .orElse("");
    return Map.of(Columns.NOTES, earlier.isEmpty() ? note : earlier + "; " + note);
  }
}
