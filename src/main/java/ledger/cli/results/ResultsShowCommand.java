package ledger.cli.results;

import ledger.app.records.ResultsShowRequest;
import ledger.app.records.ResultsShowResult;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.evidence.record.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show one run: where it ran, its present verdict, and its log.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger results show 20261123T231500Z-3fa9c1d2",
      "  ledger results show 3fa9                          any unique part of the ID",
      "  ledger results show 3fa9 --json                   the record (docs/run-record.schema.json)"
    })
final class ResultsShowCommand extends LedgerCommand {
  @Parameters(paramLabel = "RUN", description = "The run's ID, or part of it.")
  private String id;

  @Option(names = "--json", description = "Print the record as it is stored.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    ResultsShowResult shown = app().results().show(new ResultsShowRequest(id, !json));
    if (json) {
      console().text(shown.json().stripTrailing());
      return ExitCode.OK;
    }
    RunRecord record = shown.record();
    shown.verdict().ifPresent(verdict -> RunText.print(console(), record, verdict));
    RunOrigin.print(console(), record);
    console().print("");
    console().text(record.log().text().isBlank() ? "no log" : record.log().text().stripTrailing());
    return ExitCode.OK;
  }
}
