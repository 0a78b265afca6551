package ledger.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.Change;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskPage;
import ledger.evidence.Outcomes;
import ledger.evidence.Status;
import ledger.evidence.TaskEvidence;
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
final class ReopenCommand extends LedgerCommand {
  private static final String REVIEW = "review";

  @Parameters(paramLabel = "ID", description = "The task.")
  private String id;

  @Mixin private DryRun dry;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Ledger ledger = ledger(workspace, settings);
    Task task = task(ledger, id);
    if (!task.state().id().equals(Layout.DONE)) {
      throw new Failure(
          ExitCode.NO,
          task.id() + " is not done: it stands in " + task.state().heading(),
          "'ledger move' takes it anywhere");
    }
    TaskEvidence evidence =
        new Measurements(this, workspace, settings, context().clock()).evidence(task);
    if (evidence.experiments().isEmpty() || evidence.status() == Status.VERIFIED) {
      throw new Failure(
          ExitCode.NO,
          "nothing speaks against " + task.id() + ": " + evidence.reason(),
          "'ledger move " + task.id() + " review' takes it back all the same");
    }
    State review = state(settings.layout(), REVIEW);
    Map<String, String> values = new LinkedHashMap<>();
    boolean hasNotes =
        ledger.section(review).map(s -> s.table().indexOf(Columns.NOTES) >= 0).orElse(false);
    String note =
        "reopened, was: " + task.text(Columns.OUTCOME) + " / now: " + Outcomes.compose(evidence);
    if (hasNotes) {
      values.put(Columns.NOTES, earlier(page(workspace, task.id())) + note);
    }
    Change move = new Change.Move(task.id(), review, values, Map.of(), context().today(), null);
    new Editor(this, workspace, settings).apply(List.of(now -> move), dry.run);
    if (!dry.run) {
      console().print(task.id() + ": " + task.state().heading() + " → " + review.heading());
      console().print("  " + note);
    }
    return ExitCode.OK;
  }

  private static String earlier(Optional<TaskPage> page) {
    String held = page.map(p -> p.held().getOrDefault(Columns.NOTES, "")).orElse("");
    return held.isEmpty() ? "" : held + "; ";
  }
}
