package ledger.cli.exchange;

import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.exchange.ListWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write the tasks as JSON, CSV or todo.txt. 'ledger import' reads them again.",
      "What the format has no place for is named."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger export > tasks.json", "  ledger export --format csv > tasks.csv"})
public final class ExportCommand extends LedgerCommand {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "json, csv or todo.txt (default: ${DEFAULT-VALUE}).")
  private String format;

  @Override
  public Integer call() throws Exception {
    ListWriter.Written written = app().export(format);
    console().text(written.text().stripTrailing());
    written.lost().forEach(lost -> console().note("note: not in " + format + ": " + lost));
    return ExitCode.OK;
  }
}
