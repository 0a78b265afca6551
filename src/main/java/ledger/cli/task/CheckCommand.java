package ledger.cli.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ledger.app.ledger.CheckLedger;
import ledger.app.ledger.CheckRequest;
import ledger.app.ledger.CheckResult;
import ledger.app.ledger.CheckResult.Fixing;
import ledger.check.Rule;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.ProblemReport;
import ledger.cli.Root;
import ledger.document.State;
import ledger.document.edit.Change;
import ledger.git.hook.HookCall;
import ledger.text.Problem;
import ledger.text.Problem.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Find everything that is wrong with the ledger. Exit code 1 if there is an error.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger check",
      "  ledger check --fix --dry-run    what can be fixed without a decision",
      "  ledger check --staged           what the pre-commit hook runs",
      "  ledger check --staged --fix     fix what the hook refused",
      "  ledger check --format github    annotations in a GitHub workflow",
      "  ledger check --format gitlab    a GitLab code quality report",
      "  ledger check --rules            list every rule"
    })
public final class CheckCommand extends LedgerCommand {
  /** How problems are printed. */
  enum Format {
    text,
    json,
    sarif,
    github,
    gitlab
  }

  @Option(
      names = "--staged",
      description = "Check the ledger as it is staged in git; nothing else is read.")
  private boolean staged;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Option(names = "--json", description = "The same as --format json (docs/json.md).")
  private boolean json;

  @Option(
      names = "--fix",
      description = {
        "Fix the order, and dates that can only mean one day, then check.",
        "With --staged, in git's index, and in the file if it has the same content."
      })
  private boolean fix;

  @Option(names = "--rules", description = "List every rule (docs/checks.md).")
  private boolean rules;

  @Mixin private DryRun dry = new DryRun();

  /**
   * The command that a hook calls, ready to run, if the words are exactly those. A commit waits for
   * it, and what picocli needs to understand two words (reflection, a proxy for each annotation)
   * takes as long as the check itself. See ADR 3.
   */
  public static Optional<CheckCommand> calledByHook(Root root, String... args) {
    Optional<HookCall> call = HookCall.of(List.of(args));
    if (call.isEmpty()) {
      return Optional.empty();
    }
    if (call.get().ledger() != null) {
      root.ledger = Path.of(call.get().ledger());
    }
    CheckCommand command = new CheckCommand();
    command.give(root);
    command.staged = true;
    return Optional.of(command);
  }

  @Override
  public Integer call() throws Exception {
    if (rules) {
      for (Rule rule : CheckLedger.rules()) {
        String severity = rule.severity() == Severity.ERROR ? "error" : "warning";
        console().print(String.format("%-24s %-8s %s", rule.id(), severity, rule.summary()));
      }
      return ExitCode.OK;
    }
    CheckResult result = app().check(new CheckRequest(staged, fix, dry.run));
    if (result.fixing() != null) {
      report(result.fixing(), result);
    }
    if (dry.run) {
      return ExitCode.OK;
    }
    if (result.absent()) {
      console().print(shown(result.ledger()) + " is not staged");
      return ExitCode.OK;
    }
    report(result);
    return result.errors() == 0 ? ExitCode.OK : ExitCode.NO;
  }

  private void report(Fixing fixing, CheckResult result) {
    if (dry.run) {
      fixing.files().forEach(console()::diff);
    }
    if (fixing.fileKept()) {
      console()
          .note(
              shown(result.ledger())
                  + " has unstaged edits and stays as it is; 'ledger check --fix' fixes it"
                  + " too");
    }
    if (fixing.changes().isEmpty()) {
      console().note("nothing to fix");
    } else if (!dry.run) {
      fixing.changes().forEach(change -> console().note("fixed " + described(change)));
    }
  }

  private static String described(Change change) {
    return switch (change) {
      case Change.SetCells set ->
          set.id()
              + ": "
              + set.values().entrySet().stream()
                  .map(cell -> cell.getKey() + " is " + cell.getValue())
                  .collect(Collectors.joining(", "));
      case Change.Sort sort ->
          "the order of "
              + sort.states().stream().map(State::heading).collect(Collectors.joining(", "));
      default -> throw new IllegalArgumentException(change.toString());
    };
  }

  private void report(CheckResult result) {
    List<Problem> problems = result.problems();
    switch (json ? Format.json : format) {
      case json -> console().print(ProblemReport.json(problems));
      case sarif -> console().print(ProblemReport.sarif(problems));
      case github -> {
        if (!problems.isEmpty()) {
          console().print(ProblemReport.github(problems));
        }
      }
      case gitlab -> console().print(ProblemReport.gitlab(problems));
      case text -> text(result);
    }
  }

  private void text(CheckResult result) {
    List<Problem> problems = result.problems();
    problems.forEach(console()::problem);
    if (problems.isEmpty()) {
      console().print(result.tasks() + " tasks, no problems");
    } else {
      long warnings = problems.size() - result.errors();
      console().note(counted(result.errors(), "error") + ", " + counted(warnings, "warning"));
    }
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
