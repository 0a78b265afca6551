package ledger.cli.experiment;

import java.nio.file.Path;
import ledger.app.experiment.CheckExperiment.ExperimentFaults;
import ledger.app.experiment.CheckExperiment.ScriptAsked;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.ProblemReport;
import ledger.cli.Progress;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.words.OutcomeWords;
import ledger.evidence.words.ReasonWords;
import ledger.text.Numbers;
import ledger.text.Problem.Severity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Run an experiment once, keep no record of it, and report everything that is wrong with it, each with its line:"
          + " its header, claims that nothing is measured for, units, checks, events, how it ended, what it used.",
      "Exit code 1 if there is an error. A claim that does not hold is none."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger experiment check ledger/experiments/apo_002.py",
      "  ledger experiment check apo_002 --env latest"
    })
final class ExperimentCheckCommand extends LedgerCommand {
  @Parameters(paramLabel = "FILE", description = "The script, or its name.")
  private Path file;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "The environment (default: the one that decides).")
  private @Nullable String environment;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    ExperimentFaults faults;
    try (Progress progress = new Progress(console())) {
      faults = app(progress).experiment().check(new ScriptAsked(file, environment));
    }
    long errors =
        faults.problems().stream().filter(each -> each.severity() == Severity.ERROR).count();
    if (json) {
      console().text(ProblemReport.json(faults.problems()));
    } else {
      faults.problems().forEach(console()::problem);
      long warnings = faults.problems().size() - errors;
      console()
          .print(
              Numbers.count(errors, "error", "errors")
                  + ", "
                  + Numbers.count(warnings, "warning", "warnings"));
      RunEvidence run = faults.run();
      if (run != null) {
        console()
            .print(
                "its verdict would be: "
                    + OutcomeWords.status(run.verdict().status())
                    + ", "
                    + ReasonWords.of(run.verdict()));
      }
    }
    return errors == 0 ? ExitCode.OK : ExitCode.NO;
  }
}
