package ledger.cli.results;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import ledger.app.results.Measurements;
import ledger.app.session.Workplace;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.evidence.record.LoadReading;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show one run: where it ran, what it says now, and its log.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger results show 20261123T231500Z-3fa9c1d2",
      "  ledger results show 3fa9                          any part of the ID that is unique",
      "  ledger results show 3fa9 --json                   the record (docs/run-record.schema.json)"
    })
final class ResultsShowCommand extends LedgerCommand {
  @Parameters(paramLabel = "RUN", description = "The run's ID, or a part of it.")
  private String id;

  @Option(names = "--json", description = "Print the record as it is kept.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Ledger ledger = ledger(workspace, settings);
    Measurements measurements = new Measurements(new Workplace(session(), workspace, settings));
    RunRecord record = measurements.run(id);
    if (json) {
      console()
          .print(
              Files.readString(measurements.verifier().store().path(record.task(), record.run()))
                  .stripTrailing());
      return ExitCode.OK;
    }
    RunText.print(console(), judged(measurements, ledger, record));
    where(record);
    console().print("");
    console().print(record.log().text().isBlank() ? "no log" : record.log().text().stripTrailing());
    return ExitCode.OK;
  }

  /** The run, as part of its task's evidence. */
  private RunEvidence judged(Measurements measurements, Ledger ledger, RunRecord record)
      throws IOException, ledger.text.InvalidText, ledger.document.edit.Refusal {
    TaskEvidence evidence = measurements.evidence(task(ledger, record.task().value()));
    for (ExperimentEvidence experiment : evidence.experiments()) {
      for (List<RunEvidence> runs : List.of(experiment.newest(), experiment.older())) {
        for (RunEvidence run : runs) {
          if (run.record().run().equals(record.run())) {
            return run;
          }
        }
      }
    }
    throw new IllegalStateException("a stored run is part of its task's evidence");
  }

  private void where(RunRecord record) {
    row("experiment", record.title() + " (" + record.experiment() + ", " + record.task() + ")");
    row("started", record.started() + ", " + record.durationMillis() / 1000.0 + " s");
    row("ended", record.exit().detail());
    row(
        "host",
        record.host().cpu()
            + ", "
            + record.host().cores()
            + " cores, "
            + record.host().osVersion()
            + ", Python "
            + record.host().python());
    row("BLAS", record.host().blas().name() + " " + record.host().blas().library());
    row("load", record.host().loadBefore() + " before, " + record.host().loadAfter() + " after");
    record.load().stream()
        .map(LoadReading::others)
        .filter(Objects::nonNull)
        .max(Double::compare)
        .ifPresent(
            most -> row("others", "at most " + most + " cores kept busy by other processes"));
    if (record.load().stream().anyMatch(reading -> Boolean.TRUE.equals(reading.throttled()))) {
      row("heat", "a processor was throttled during the run");
    }
    if (record.git() != null) {
      row("commit", record.git().commit() + (record.git().dirty() ? ", with changes" : ""));
    }
    if (record.imported() != null) {
      row("imported", "events " + record.imported().events());
    }
    if (record.quick()) {
      row("quick", "counts for nothing");
    }
  }

  private void row(String name, String value) {
    console().print("    " + String.format("%-14s", name) + "  " + value);
  }
}
