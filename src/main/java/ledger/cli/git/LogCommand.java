package ledger.cli.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.document.TaskChange;
import ledger.document.TaskId;
import ledger.git.Checkout;
import ledger.git.history.History;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = {
      "Show from git which task changed its state when, by whom, in which commit; newest first.",
      "Works for ledgers that were edited by hand, also from before this tool."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger log", "  ledger log MLX-002 --edits", "  ledger log --limit 20 --json"})
public final class LogCommand extends GitCommand {
  @Parameters(paramLabel = "ID", arity = "0..1", description = "Only this task.")
  private @Nullable String id;

  @Option(names = "--edits", description = "Edited cells too, not only additions, moves, removals.")
  private boolean edits;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many commits.")
  private int limit = Integer.MAX_VALUE;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspaceInGit();
    History history;
    try (Checkout checkout = repository(this, workspace)) {
      String path = path(checkout, workspace.ledger());
      Settings settings = settings(this, checkout, workspace, "HEAD");
      history = History.read(checkout, path, settings.layout());
    }
    List<History.Step> steps = new ArrayList<>();
    for (History.Step step : history.steps().reversed()) {
      List<TaskChange> changes = step.changes().stream().filter(this::wanted).toList();
      if (!changes.isEmpty() && steps.size() < limit) {
        steps.add(new History.Step(step.revision(), changes));
      }
    }
    if (json) {
      console()
          .print(
              Json.write(
                  Json.object(
                      "schema",
                      "ledger-log/1",
                      "shallow",
                      history.shallow(),
                      "commits",
                      steps.stream().map(LogCommand::json).toList(),
                      "unread",
                      history.unread().entrySet().stream()
                          .map(e -> Json.object("commit", e.getKey().id(), "reason", e.getValue()))
                          .toList())));
    } else {
      steps.forEach(this::print);
      notes(history);
    }
    return steps.isEmpty() && id != null ? ExitCode.NO : ExitCode.OK;
  }

  private boolean wanted(TaskChange change) {
    Optional<TaskId> only = id == null ? Optional.empty() : TaskId.typed(id);
    boolean asked = id == null || only.filter(change.id()::equals).isPresent();
    return asked && (edits || change.kind() != TaskChange.Kind.EDITED);
  }

  private void print(History.Step step) {
    History.Revision commit = step.revision();
    console()
        .print(
            console().paint(Console.Style.YELLOW, commit.id().substring(0, 10))
                + "  "
                + commit.when().toLocalDate()
                + "  "
                + commit.author()
                + "  "
                + console().paint(Console.Style.DIM, commit.subject()));
    for (TaskChange change : step.changes()) {
      console().print("  " + ChangeText.line(change));
      if (edits) {
        ChangeText.cells(console(), "    ", change);
      }
    }
  }

  private void notes(History history) {
    if (!history.unread().isEmpty()) {
      Map.Entry<History.Revision, String> first = history.unread().firstEntry();
      console()
          .note(
              history.unread().size()
                  + " commits hold a ledger that cannot be read; their changes show at the next one. First: "
                  + first.getKey().id().substring(0, 10)
                  + " "
                  + first.getValue());
    }
    if (history.shallow()) {
      console().note(GitCommand.UNSHALLOW);
    }
  }

  private static Map<String, @Nullable Object> json(History.Step step) {
    History.Revision commit = step.revision();
    return Json.object(
        "commit",
        commit.id(),
        "author",
        commit.author(),
        "when",
        commit.when().toString(),
        "subject",
        commit.subject(),
        "changes",
        step.changes().stream().map(ChangeText::json).toList());
  }
}
