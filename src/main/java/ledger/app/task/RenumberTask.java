package ledger.app.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ledger.app.edit.Draft;
import ledger.app.edit.EditResult;
import ledger.app.edit.Editing;
import ledger.app.edit.Effect;
import ledger.app.ledger.UsedIds;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.IdForm;
import ledger.document.Ledger;
import ledger.document.Mentions;
import ledger.document.TaskId;
import ledger.document.archive.Archive;
import ledger.document.edit.Change;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.text.Span;
import ledger.workspace.FileChange;
import ledger.workspace.Workspace;

/** Gives a task another ID: its row, its page, and every mention in the ledger and the pages. */
public final class RenumberTask {
  private final Workplace workplace;
  private final Workspace workspace;
  private final String old;
  private final String wanted;
  private final UsedIds used;

  private RenumberTask(Workplace workplace, RenumberRequest request) {
    this.workplace = workplace;
    this.workspace = workplace.workspace();
    this.old = request.from();
    this.wanted = request.to();
    this.used = new UsedIds(workplace);
  }

  public static EditResult run(Session session, RenumberRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    return Editing.run(workplace, new RenumberTask(workplace, request)::plan, request.dryRun());
  }

  private List<Effect> plan(Draft draft) throws IOException, InvalidText, Refusal, Failure {
    Ledger before = draft.before();
    TaskId from = Lookup.task(before, old).id();
    TaskId to = to(before);
    allow(from, to, used.of(before));
    draft.change(new Change.Renumber(from, to, true));
    Mentions mentions = new Mentions(from);
    for (FileChange file : files(before, from, to, mentions)) {
      draft.file(file);
    }
    List<Effect> effects = new ArrayList<>(List.of(new Effect.Renumbered(from, to)));
    effects.addAll(scripts(from, mentions));
    return effects;
  }

  private TaskId to(Ledger ledger) throws Failure {
    IdForm form = ledger.layout().ids();
    return form.typed(wanted)
        .orElseThrow(
            () ->
                Failure.wrongRequest(
                    "'" + wanted + "' is not a task ID",
                    form.equals(IdForm.USUAL)
                        ? "a prefix of capital letters, a hyphen and a number, such as APO-001"
                        : "the IDs of this ledger are like " + form.name()));
  }

  private void allow(TaskId from, TaskId to, Set<TaskId> taken) throws Failure {
    if (taken.contains(to)) {
      throw Failure.no(
          to + " is or was the ID of another task", "an ID is never used twice; choose a free one");
    }
    Path results = workspace.results().resolve(from.value());
    if (Files.exists(results)) {
      throw Failure.cannot(
          from
              + " has run records in "
              + workplace.session().shown(results)
              + ", and records are never rewritten",
          "keep the ID, or add a new task and move the experiments to it");
    }
  }

  /** The pages that mention the task, its own page under its new name, and the archive's note. */
  private List<FileChange> files(Ledger ledger, TaskId from, TaskId to, Mentions mentions)
      throws IOException, InvalidText {
    List<FileChange> files = new ArrayList<>();
    for (Path page : listed(workspace.pages(), ".md")) {
      SourceText source = workplace.source(page);
      byte[] after = utf8(mentions.renamed(source.content(), to));
      if (page.equals(workspace.page(from))) {
        files.add(new FileChange(page, source.encode(), null));
        files.add(new FileChange(workspace.page(to), null, after));
      } else {
        files.add(new FileChange(page, source.encode(), after));
      }
    }
    byte[] archive = workplace.content(workspace.archive());
    String text = archive == null ? "" : workplace.source(workspace.archive()).content();
    String eol = ledger.source().lineEnd();
    byte[] noted = utf8(Archive.withRenumbering(text, from, to, workplace.session().today(), eol));
    files.add(new FileChange(workspace.archive(), archive, noted));
    return files;
  }

  /** Scripts belong to the user: where they still use the old ID is only reported. */
  private List<Effect> scripts(TaskId from, Mentions mentions) throws IOException, InvalidText {
    List<Effect> effects = new ArrayList<>();
    for (Path script : listed(workspace.experiments(), ".py")) {
      SourceText source = workplace.source(script);
      for (Span span : mentions.in(source.content())) {
        effects.add(new Effect.OldIdInFile(from, source.place(span)));
      }
    }
    return effects;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<Path> listed(Path folder, String suffix) {
    return workspace.files().list(folder).stream()
        .filter(file -> file.toString().endsWith(suffix))
        .toList();
  }
}
