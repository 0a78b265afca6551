package ledger.cli.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.app.results.Measurements;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Workplace;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.record.RunRecord;
import ledger.experiment.environment.TaskText;
import ledger.experiment.run.EventImport;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Turn files of events from hosts without Java (LEDGER_EVENTS, docs/events.md) into run records.",
      "All files are read before anything is written; one that does not match is refused with its line and the reason."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  LEDGER_EVENTS=out.jsonl python ledger/experiments/x.py     on the other host",
      "  ledger results import out.jsonl --env cuda",
      "  ledger results import mac/*.jsonl --env latest"
    })
final class ResultsImportCommand extends LedgerCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of events, JSON Lines.")
  private List<Path> files;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "The environment they were made in (default: pinned, or the settings' one).")
  private Optional<String> environment = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Ledger ledger = ledger(workspace, settings);
    Measurements measurements = new Measurements(new Workplace(session(), workspace, settings));
    EventImport reader =
        new EventImport(
            measurements.verifier(),
            measurements.environments(environment.stream().toList()).getFirst());
    List<RunRecord> records = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path named : files) {
      Path file = context().folder().resolve(named);
      EventImport.Result result =
          reader.read(file, shown(file), id -> text(ledger, measurements, id));
      result.record().ifPresent(records::add);
      problems.addAll(result.problems());
    }
    if (!problems.isEmpty()) {
      throw new InvalidFiles(problems);
    }
    records.forEach(record -> keep(measurements, record));
    return ExitCode.OK;
  }

  private static Optional<TaskText> text(Ledger ledger, Measurements measurements, TaskId id)
      throws IOException, InvalidText {
    for (Task task : ledger.tasks()) {
      if (task.id().equals(id)) {
        return Optional.of(measurements.text(task));
      }
    }
    return Optional.empty();
  }

  /** The same events are the same evidence, no matter when they are imported. */
  private void keep(Measurements measurements, RunRecord record) {
    Optional<RunRecord> known =
        measurements.verifier().store().runs(record.task()).stream()
            .filter(run -> record.imported() != null && record.imported().equals(run.imported()))
            .findFirst();
    if (known.isPresent()) {
      console().print(known.get().run() + "  " + record.task() + ": imported before");
      return;
    }
    measurements.verifier().store().write(record);
    String quick = record.quick() ? ", a quick run, which counts for nothing" : "";
    console()
        .print(
            record.run()
                + "  "
                + record.task()
                + " "
                + record.experiment()
                + " in "
                + record.environment()
                + " on "
                + record.inputs().hostKind()
                + quick);
  }
}
