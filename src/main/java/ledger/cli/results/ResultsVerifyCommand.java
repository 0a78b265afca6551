package ledger.cli.results;

import ledger.app.records.ResultsVerifyResult;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.ProblemReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Read every run record, check it against the digest in its name, and compute every verdict again from raw samples.",
      "List records that were edited, are in the wrong place, or belong to no task.",
      "Exit code 1 if there is one."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger results verify", "  ledger results verify --json"})
final class ResultsVerifyCommand extends LedgerCommand {
  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    ResultsVerifyResult result = app().results().verify();
    if (json) {
      console().text(ProblemReport.json(result.problems()));
    } else if (result.whole()) {
      VerdictTable.print(console(), result.evidence());
      console().print(result.records() + " records, all as they were written");
    } else {
      result.problems().forEach(console()::problem);
    }
    return result.whole() ? ExitCode.OK : ExitCode.NO;
  }
}
