package ledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.check.Checks;
import ledger.check.OutcomeChecks;
import ledger.document.Ledger;
import ledger.document.Parsed;
import ledger.document.TaskId;
import ledger.document.TaskPage;
import ledger.git.Checkout;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.Problem.Severity;
import ledger.text.SourceText;
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
  @Option(
      names = "--staged",
      description = "Check the ledger as it is staged in git; nothing else is read.")
  private boolean staged;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    List<Problem> problems;
    int tasks = 0;
    try {
      Optional<SourceText> source =
          staged ? staged(workspace) : Optional.of(source(workspace.ledger()));
      if (source.isEmpty()) {
        console().print(shown(workspace.ledger()) + " is not staged");
        return ExitCode.OK;
      }
      Parsed parsed = Ledger.parse(source.get(), settings.layout());
      tasks = parsed.ledger().tasks().size();
      Map<TaskId, TaskPage> pages = staged ? Map.of() : pages(workspace, parsed.ledger());
      problems = new ArrayList<>(Checks.of(parsed, settings.layout(), pages));
      if (!staged && parsed.problems().isEmpty() && Files.isDirectory(workspace.results())) {
        Measurements known = new Measurements(this, workspace, settings, context().clock());
        problems.addAll(OutcomeChecks.of(parsed.ledger(), known.evidence(parsed.ledger())));
      }
    } catch (InvalidText e) {
      problems = List.of(e.problem());
    }
    return report(problems, tasks);
  }

  /** What git would commit; it may differ from what lies in the folder. */
  private Optional<SourceText> staged(Workspace workspace)
      throws IOException, InvalidText, Failure {
    Optional<Checkout> found = Checkout.find(workspace.ledger(), context().env());
    if (found.isEmpty()) {
      throw new Failure(
          ExitCode.CANNOT,
          shown(workspace.ledger()) + " is in no git repository",
          "leave out --staged");
    }
    try (Checkout checkout = found.get()) {
      Optional<byte[]> blob = checkout.staged(workspace.ledger());
      return blob.isEmpty()
          ? Optional.empty()
          : Optional.of(SourceText.decode(shown(workspace.ledger()), blob.get()));
    }
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
