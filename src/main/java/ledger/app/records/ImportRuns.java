package ledger.app.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.app.records.ResultsImportResult.ImportedRun;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.experiment.inputs.TaskText;
import ledger.experiment.run.EventImport;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.workspace.Environment;

/** Turns files of events from other hosts into run records. */
public final class ImportRuns {
  private ImportRuns() {}

  public static ResultsImportResult run(Session session, ResultsImportRequest request)
      throws IOException, InvalidText, InvalidFiles, Failure {
    Workplace workplace = Workplace.open(session);
    Ledger ledger = workplace.ledger();
    WorkspaceEvidence known = new WorkspaceEvidence(workplace);
    List<ImportedRun> runs = new ArrayList<>();
    for (RunRecord record : read(known, ledger, request)) {
      runs.add(keep(known.store(), record));
    }
    return new ResultsImportResult(List.copyOf(runs));
  }

  /** The records of all files, none of them stored yet. */
  private static List<RunRecord> read(
      WorkspaceEvidence known, Ledger ledger, ResultsImportRequest request)
      throws IOException, InvalidText, InvalidFiles, Failure {
    Session session = known.workplace().session();
    String named = request.environment();
    Environment environment = named == null ? null : known.environments().named(named);
    EventImport reader = new EventImport(known.verifier(), environment);
    List<RunRecord> records = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path path : request.files()) {
      Path file = known.workplace().workspace().files().named(session.folder().resolve(path));
      EventImport.ReadResult result =
          reader.read(file, session.shown(file), id -> text(known, ledger, id));
      result.record().ifPresent(records::add);
      problems.addAll(result.problems());
    }
    if (!problems.isEmpty()) {
      throw new InvalidFiles(problems);
    }
    return records;
  }

  private static Optional<TaskText> text(WorkspaceEvidence known, Ledger ledger, TaskId id)
      throws IOException, InvalidText {
    Optional<Task> task = ledger.find(id);
    return task.isEmpty() ? Optional.empty() : Optional.of(known.text(task.get()));
  }

  /** The same events are the same evidence, no matter when they are imported. */
  private static ImportedRun keep(EvidenceStore store, RunRecord record) {
    Optional<RunRecord> before =
        store.runs(record.task()).stream()
            .filter(run -> record.imported() != null && record.imported().equals(run.imported()))
            .findFirst();
    if (before.isPresent()) {
      return new ImportedRun(before.get(), true);
    }
    store.write(record);
    return new ImportedRun(record, false);
  }
}
