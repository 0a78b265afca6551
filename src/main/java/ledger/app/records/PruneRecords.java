package ledger.app.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.records.ResultsPruneResult.UnneededFile;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.evidence.judge.Retention;
import ledger.evidence.judge.Retention.Superfluous;
import ledger.text.InvalidText;
import ledger.workspace.FileChange;
import ledger.workspace.Store;
import ledger.workspace.Workspace;

/** Finds the run records that are no longer needed, and removes them. */
public final class PruneRecords {
  private PruneRecords() {}

  public static ResultsPruneResult run(Session session, ResultsPruneRequest request)
      throws IOException, InvalidText, InvalidFiles, Failure {
    Workplace workplace = Workplace.open(session);
    List<UnneededFile> files = unneeded(workplace);
    long bytes = 0;
    for (UnneededFile each : files) {
      bytes += Files.size(each.file());
    }
    boolean removes = request.remove() && !files.isEmpty();
    if (removes) {
      remove(workplace, files);
    }
    return new ResultsPruneResult(files, bytes, removes);
  }

  private static List<UnneededFile> unneeded(Workplace workplace)
      throws IOException, InvalidText, InvalidFiles, Failure {
    Ledger ledger = workplace.ledger();
    WorkspaceEvidence known = new WorkspaceEvidence(workplace);
    Map<Path, UnneededFile> files = new LinkedHashMap<>();
    for (Superfluous each :
        Retention.superfluous(known.evidence(ledger).values(), texts(workplace))) {
      Path file = known.store().path(each.record().task(), each.record().run());
      files.put(file, new UnneededFile(file, Optional.of(each.why())));
      for (Path about : known.store().about(each.record().task(), each.record().run())) {
        files.putIfAbsent(about, new UnneededFile(about, Optional.empty()));
      }
    }
    return List.copyOf(files.values());
  }

  /** All text that may mention a run. */
  private static List<String> texts(Workplace workplace) throws IOException, InvalidText {
    Workspace workspace = workplace.workspace();
    List<String> texts = new ArrayList<>();
    texts.add(workplace.source(workspace.ledger()).content());
    for (Path page : workspace.files().list(workspace.pages())) {
      if (Files.isRegularFile(page)) {
        texts.add(workplace.source(page).content());
      }
    }
    return texts;
  }

  private static void remove(Workplace workplace, List<UnneededFile> files) throws IOException {
    workplace
        .store()
        .<Boolean, RuntimeException>change(
            workplace.session().command(),
            () -> {
              List<FileChange> changes = new ArrayList<>();
              for (UnneededFile each : files) {
                changes.add(new FileChange(each.file(), workplace.content(each.file()), null));
              }
              return new Store.Result<>(changes, true);
            });
  }
}
