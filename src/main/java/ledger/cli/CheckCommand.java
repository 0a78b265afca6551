package ledger.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.check.Checks;
import ledger.document.Ledger;
import ledger.document.Parsed;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.TaskPage;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.Problem.Severity;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Find everything that is wrong with the ledger. Exit code 1 if there is an error.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger check",
      "  ledger check --staged    what the pre-commit hook runs",
      "  ledger check --json"
    })
final class CheckCommand extends LedgerCommand {
  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    List<Problem> problems;
    int tasks = 0;
    try {
      Parsed parsed = Ledger.parse(source(workspace.ledger()), settings.layout());
      tasks = parsed.ledger().tasks().size();
      problems = Checks.of(parsed, settings.layout(), pages(workspace, parsed.ledger()));
    } catch (InvalidText e) {
      problems = List.of(e.problem());
    }
    return report(problems, tasks);
  }

  private Map<TaskId, TaskPage> pages(Workspace workspace, Ledger ledger)
      throws IOException, InvalidText {
    Map<TaskId, TaskPage> pages = new HashMap<>();
    for (Task task : ledger.tasks()) {
      Optional<TaskPage> page = page(workspace, task.id());
      page.ifPresent(p -> pages.put(task.id(), p));
    }
    return pages;
  }

  private int report(List<Problem> problems, int tasks) {
    long errors = problems.stream().filter(p -> p.severity() == Severity.ERROR).count();
    if (json) {
      console()
          .print(
              Json.write(
                  Json.object(
                      "schema",
                      "ledger-check/1",
                      "problems",
                      problems.stream().map(Json::problem).toList())));
    } else {
      problems.forEach(console()::problem);
      if (problems.isEmpty()) {
        console().print(tasks + " tasks, no problems");
      } else {
        console()
            .note(counted(errors, "error") + ", " + counted(problems.size() - errors, "warning"));
      }
    }
    return errors == 0 ? ExitCode.OK : ExitCode.NO;
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
