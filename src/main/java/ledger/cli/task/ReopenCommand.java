package ledger.cli.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.results.CurrentEvidence;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.app.task.Editor;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.edit.Change;
import ledger.document.page.TaskPage;
import ledger.evidence.verdict.Gate;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.OutcomeWords;
import ledger.evidence.words.ReasonWords;
import ledger.text.InvalidText;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "reopen",
    mixinStandardHelpOptions = true,
    description = {
      "Take a done task back to review because its evidence does not hold any more.",
      "Its notes get what the outcome said and what is measured now."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger reopen MLX-002", "  ledger reopen MLX-002 --dry-run"})
public final class ReopenCommand extends LedgerCommand {
  private static final String REVIEW = "review";

  @Parameters(paramLabel = "ID", description = "The task.")
  private String id;

  @Mixin private DryRun dry;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    State review = state(settings.layout(), REVIEW);
    CurrentEvidence evidence = new CurrentEvidence(new Workplace(session(), workspace, settings));
    List<String> said = new ArrayList<>();
    Editor.Wish wish =
        ledger -> {
          Task task = task(ledger, id);
          String note = note(task, against(task, evidence.of(task)));
          said.clear();
          said.add(task.id() + ": " + task.state().heading() + " → " + review.heading());
          said.add("  " + note);
          return new Change.Move(
              task.id(),
              review,
              notes(ledger, review, task, workspace, note),
              Map.of(),
              context().today(),
              null);
        };
    new Editor(this, workspace, settings).apply(List.of(wish), dry.run);
    if (!dry.run) {
      said.forEach(console()::print);
    }
    return ExitCode.OK;
  }

  /** The evidence of a done task, if it does not hold any more. */
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

  private static String note(Task task, TaskEvidence evidence) {
    return "reopened, was: " + task.text(Columns.OUTCOME) + " / now: " + OutcomeWords.of(evidence);
  }

  private Map<String, String> notes(
      Ledger ledger, State review, Task task, Workspace workspace, String note)
      throws IOException, InvalidText {
    boolean hasNotes =
        ledger.section(review).map(s -> s.table().indexOf(Columns.NOTES) >= 0).orElse(false);
    return hasNotes ? Map.of(Columns.NOTES, earlier(page(workspace, task.id())) + note) : Map.of();
  }

  private static String earlier(Optional<TaskPage> page) {
    String held = page.map(p -> p.carriedOver().getOrDefault(Columns.NOTES, "")).orElse("");
    return held.isEmpty() ? "" : held + "; ";
  }
}
