package ledger.app.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.Mentions;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.Archive;
import ledger.document.edit.Change;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;
import ledger.workspace.FileChange;
import ledger.workspace.Store;

/** Removes tasks from the ledger; their rows go to the archive. */
public final class RemoveTasks {
  private final Workplace workplace;
  private final RemoveRequest request;

  private RemoveTasks(Workplace workplace, RemoveRequest request) {
    this.workplace = workplace;
    this.request = request;
  }

  public static EditResult run(Session session, RemoveRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    return Editing.run(workplace, new RemoveTasks(workplace, request)::plan, request.dryRun());
  }

  private List<Effect> plan(Draft draft) throws IOException, InvalidText, Refusal {
    Path archive = workplace.workspace().archive();
    List<Task> removed = new ArrayList<>();
    List<Effect> effects = new ArrayList<>();
    for (String id : request.ids()) {
      Task task = Lookup.task(draft.ledger(), id);
      // Before the edit: removing rows changes line numbers.
      removed.add(Lookup.task(draft.before(), id));
      effects.add(new Effect.Removed(task.id(), archive));
      draft.change(new Change.Remove(task.id()));
    }
    draft.file(archived(archive, draft.before(), removed));
    effects.addAll(mentions(draft.before(), removed));
    return effects;
  }

  private FileChange archived(Path file, Ledger ledger, List<Task> removed)
      throws IOException, InvalidText {
    byte[] before = Store.content(file);
    String text = before == null ? "" : workplace.source(file).content();
    String eol = ledger.source().lineEnd();
    for (Task task : removed) {
      text = Archive.withRow(text, task, workplace.session().today(), request.reason(), eol);
    }
    return new FileChange(file, before, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Where the rest of the ledger still mentions them. */
  private static List<Effect> mentions(Ledger ledger, List<Task> removed) {
    List<Effect> effects = new ArrayList<>();
    List<TaskId> ids = removed.stream().map(Task::id).toList();
    for (Mentions.Mention mention : Mentions.all(ledger.source().content())) {
      int line = ledger.source().lineAt(mention.span().start());
      boolean own = removed.stream().anyMatch(task -> task.line() == line);
      if (ids.contains(mention.id()) && !own) {
        effects.add(new Effect.StillNamed(mention.id(), ledger.source().place(mention.span())));
      }
    }
    return effects;
  }
}
