package ledger.cli.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.app.task.Editor;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.document.Mentions;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.Archive;
import ledger.document.edit.Change;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;
import ledger.workspace.FileChange;
import ledger.workspace.Settings;
import ledger.workspace.Store;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Take tasks out of the ledger. Their rows go to ledger/archive.md; pages and results stay.",
      "Their IDs stay used. 'ledger undo' brings them back."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger remove MLX-007 --reason \"no Mac at hand\"",
      "  ledger remove MLX-006 MLX-007 --dry-run"
    })
public final class RemoveCommand extends LedgerCommand {
  @Parameters(arity = "1..*", paramLabel = "ID", description = "The tasks.")
  private List<String> ids;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept beside the row.")
  private String reason = "";

  @Mixin private DryRun dry;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Map<String, Task> removed = new LinkedHashMap<>();
    List<Editor.Wish> wishes = new ArrayList<>();
    for (String id : ids) {
      wishes.add(
          ledger -> {
            Task task = task(ledger, id);
            removed.put(id, task);
            return new Change.Remove(task.id());
          });
    }
    Editor editor = new Editor(this, workspace, settings);
    List<String> left = new ArrayList<>();
    editor.apply(
        wishes,
        before -> {
          left.clear();
          left.addAll(mentions(before, removed.values()));
          return List.of(archived(workspace.archive(), before, removed.values()));
        },
        dry.run);
    if (!dry.run) {
      for (Task task : removed.values()) {
        console().print("removed " + task.id() + "; its row is in " + shown(workspace.archive()));
      }
    }
    left.forEach(console()::note);
    return ExitCode.OK;
  }

  private FileChange archived(Path file, Ledger ledger, Collection<Task> removed)
      throws IOException, InvalidText {
    byte[] before = Store.content(file);
    String text = before == null ? "" : source(file).content();
    String eol = ledger.source().lineEnd();
    for (Task task : removed) {
      text = Archive.withRow(text, task, context().today(), reason, eol);
    }
    return new FileChange(file, before, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Where the rest of the ledger still names them. */
  private static List<String> mentions(Ledger ledger, Collection<Task> removed) throws Refusal {
    List<String> notes = new ArrayList<>();
    List<TaskId> ids = removed.stream().map(Task::id).toList();
    for (Mentions.Mention mention : Mentions.all(ledger.source().content())) {
      int line = ledger.source().lineAt(mention.span().start());
      boolean own = removed.stream().anyMatch(task -> task.line() == line);
      if (ids.contains(mention.id()) && !own) {
        notes.add(
            "note: " + ledger.source().place(mention.span()) + " still names " + mention.id());
      }
    }
    return notes;
  }
}
