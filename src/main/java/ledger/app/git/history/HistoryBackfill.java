package ledger.app.git.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import ledger.app.session.Failure;
import ledger.app.session.FileDiff;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Unseen;
import ledger.app.session.Workplace;
import ledger.document.Task;
import ledger.document.edit.Refusal;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.git.history.HistoryGap;
import ledger.text.InvalidText;
import ledger.workspace.FileChange;
import ledger.workspace.Store;

/**
 * Fills the histories of the tasks' pages with the states that git's commits have. What a page
 * already has stays; only what is older than its first entry is added.
 */
public final class HistoryBackfill {
  private HistoryBackfill() {}

  public static BackfillResult run(Session session, boolean dryRun)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    CommittedStates committed = CommittedStates.read(workplace);
    if (committed.shallow()) {
      Unseen.STATES.tell(session, Set.of(new HistoryGap.Shallow()));
    }
    if (dryRun) {
      return result(workplace, files(workplace, committed));
    }
    return workplace.write(
        () -> {
          List<FileChange> files = files(workplace, committed);
          return new Store.Result<>(files, result(workplace, files));
        });
  }

  private static BackfillResult result(Workplace workplace, List<FileChange> files) {
    return new BackfillResult(FileDiff.of(workplace, files));
  }

  /** The pages that change, by path. */
  private static List<FileChange> files(Workplace workplace, CommittedStates committed)
      throws IOException, InvalidText, InvalidFiles {
    List<FileChange> files = new ArrayList<>();
    for (Task task : workplace.ledger().tasks()) {
      TaskPage page = workplace.pageOrNew(task.id());
      List<Transition> merged = committed.before(task.id(), page.history());
      if (!merged.equals(page.history())) {
        String text = page.with(page.facts().withHistory(merged));
        Path file = workplace.workspace().page(task.id());
        byte[] after = text.getBytes(StandardCharsets.UTF_8);
        files.add(new FileChange(file, workplace.content(file), after));
      }
    }
    files.sort(Comparator.comparing(FileChange::file));
    return files;
  }
}
