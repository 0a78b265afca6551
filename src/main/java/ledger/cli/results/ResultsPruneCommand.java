package ledger.cli.results;

import ledger.app.records.ResultsPruneRequest;
import ledger.app.records.ResultsPruneResult;
import ledger.app.records.ResultsPruneResult.UnneededFile;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.evidence.judge.Retention.Useless;
import ledger.text.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "List the run records that are no longer needed: older ones that are quick, broken or stale, and that neither the"
          + " ledger nor a page mentions.",
      "With --yes they are removed; 'ledger undo' restores them."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger results prune", "  ledger results prune --yes"})
final class ResultsPruneCommand extends LedgerCommand {
  @Option(names = "--yes", description = "Remove what is listed.")
  private boolean yes;

  @Override
  public Integer call() throws Exception {
    ResultsPruneResult result = app().results().prune(new ResultsPruneRequest(yes));
    for (UnneededFile each : result.files()) {
      String why = each.why().map(ResultsPruneCommand::why).orElse("is useless without that run");
      console().print("  " + shown(each.file()) + "  " + why);
    }
    console().print(sum(result));
    return ExitCode.OK;
  }

  private static String why(Useless why) {
    return switch (why) {
      case QUICK -> "a quick run with a newer one";
      case BROKEN -> "broken, with a newer run";
      case STALE -> "stale, with a newer run";
    };
  }

  private static String sum(ResultsPruneResult result) {
    if (result.files().isEmpty()) {
      return "nothing to prune: every record is needed";
    }
    return "%s files%s, %s MiB%s"
        .formatted(
            result.files().size(),
            result.removed() ? " removed" : "",
            Numbers.tenths(result.bytes() / 1048576.0),
            result.removed() ? "" : "; --yes removes them");
  }
}
