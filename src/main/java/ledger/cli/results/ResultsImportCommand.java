package ledger.cli.results;

import java.nio.file.Path;
import java.util.List;
import ledger.app.records.ResultsImportRequest;
import ledger.app.records.ResultsImportResult;
import ledger.app.records.ResultsImportResult.ImportedRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.evidence.record.RunRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Turn files of events from hosts without Java (LEDGER_EVENTS, docs/events.md) into run records.",
      "All files are read before anything is written; a file that does not match is refused, with the line and the reason."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  LEDGER_EVENTS=out.jsonl python ledger/experiments/x.py     on the other host",
      "  ledger results import out.jsonl --env cuda",
      "  ledger results import mac/*.jsonl --env latest"
    })
final class ResultsImportCommand extends LedgerCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Event files (JSON Lines).")
  private List<Path> files;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description =
          "The environment in which they were made (default: pinned, or the one in the settings).")
  private @Nullable String environment;

  @Override
  public Integer call() throws Exception {
    ResultsImportResult result =
        app().results().takeIn(new ResultsImportRequest(files, environment));
    result.runs().forEach(run -> console().print(text(run)));
    return ExitCode.OK;
  }

  private static String text(ImportedRun imported) {
    RunRecord run = imported.record();
    if (imported.before()) {
      return run.run() + "  " + run.task() + ": imported before";
    }
    return "%s  %s %s in %s on %s%s"
        .formatted(
            run.run(),
            run.task(),
            run.experiment(),
            run.environment(),
            run.inputs().hostKind(),
            run.quick() ? ", a quick run, which counts for nothing" : "");
  }
}
