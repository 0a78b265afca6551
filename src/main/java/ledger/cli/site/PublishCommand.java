package ledger.cli.site;

import ledger.app.site.PublishResult;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.Progress;
import ledger.cli.results.VerdictTable;
import picocli.CommandLine.Command;

@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Check the ledger, run the experiments that have no fresh evidence on this kind of host, and build the site.",
      "Refuted claims are published like the others; exit code 1 means an error in the ledger, or an experiment that"
          + " could not run to its end."
    },
    footerHeading = "%nExamples:%n",
    footer = "  ledger publish")
public final class PublishCommand extends LedgerCommand {
  @Override
  public Integer call() throws Exception {
    PublishResult result;
    try (Progress progress = new Progress(console())) {
      result = app(progress).publish();
    }
    if (result.site() != null) {
      VerdictTable.printVerdicts(console(), result.verdicts());
      SiteWords.print(console(), session(), result.site());
    }
    return result.complete() ? ExitCode.OK : ExitCode.NO;
  }
}
