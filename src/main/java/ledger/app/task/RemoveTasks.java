package ledger.app.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.app.edit.Draft;
import ledger.app.edit.EditResult;
import ledger.app.edit.Editing;
import ledger.app.edit.Effect;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.Mentions;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.archive.Archive;
import ledger.document.edit.Change;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;
import ledger.workspace.FileChange;

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
    List<Task> removed = Lookup.named(draft.before(), request.ids());
    List<Effect> effects = new ArrayList<>();
    for (Task task : removed) {
      effects.add(new Effect.Removed(task.id(), archive));
      draft.change(new Change.Remove(task.id()));
    }
    draft.file(archived(archive, draft.before(), removed));
    effects.addAll(mentions(draft.before(), removed));
    return effects;
  }

  private FileChange archived(Path file, Ledger ledger, List<Task> removed)
      throws IOException, InvalidText {
    byte[] before = workplace.content(file);
    String archive = before == null ? "" : workplace.source(file).content();
    String eol = ledger.source().lineEnd();
    String text =
        Archive.withRows(archive, removed, workplace.session().today(), request.reason(), eol);
    return new FileChange(file, before, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Where the rest of the ledger still mentions them. */
  private static List<Effect> mentions(Ledger ledger, List<Task> removed) {
    List<Effect> effects = new ArrayList<>();
    Set<TaskId> ids = removed.stream().map(Task::id).collect(Collectors.toSet());
    Set<Integer> lines = removed.stream().map(Task::line).collect(Collectors.toSet());
    for (Mentions.Mention mention :
        Mentions.all(ledger.source().content(), ledger.layout().ids())) {
      int line = ledger.source().lineAt(mention.span().start());
      if (ids.contains(mention.id()) && !lines.contains(line)) {
        effects.add(new Effect.StillNamed(mention.id(), ledger.source().place(mention.span())));
      }
    }
    return effects;
  }
}
