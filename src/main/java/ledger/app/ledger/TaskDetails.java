package ledger.app.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.PastLedger;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Task;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.document.page.TaskPage;
import ledger.git.Checkout;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * A task with its page.
 *
 * @param page with the values that are carried over, and the history; empty if the task has no page
 * @param pageFile where the page is, or would be
 */
public record TaskDetails(Task task, Optional<TaskPage> page, Path pageFile) {
  /**
   * Reads a task.
   *
   * @param id as the user wrote it
   * @param revision a branch, tag or commit to read from; null for the current files
   */
  public static TaskDetails of(Session session, String id, @Nullable String revision)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    if (revision == null) {
      Workplace workplace = Workplace.open(session);
      Task task = Lookup.task(workplace.ledger(), id);
      return new TaskDetails(
          task, workplace.page(task.id()), workplace.workspace().page(task.id()));
    }
    Workspace workspace = Workplace.findInGit(session);
    PastLedger past = new PastLedger(session, workspace);
    Task task = Lookup.task(past.ledgerAt(revision), id);
    Path file = workspace.page(task.id());
    try (Checkout checkout = past.repository()) {
      Optional<SourceText> source = PastLedger.sourceAt(checkout, file, revision);
      Optional<TaskPage> page =
          source.isEmpty() ? Optional.empty() : Optional.of(TaskPage.parse(source.get()));
      return new TaskDetails(task, page, file);
    }
  }
}
