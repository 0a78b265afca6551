package ledger.cli.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.app.task.Editor;
import ledger.app.task.UsedIds;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.document.Mentions;
import ledger.document.TaskId;
import ledger.document.edit.Archive;
import ledger.document.edit.Change;
import ledger.document.edit.Refusal;
import ledger.io.FileTree;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.text.Span;
import ledger.workspace.FileChange;
import ledger.workspace.Settings;
import ledger.workspace.Store;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "renumber",
    mixinStandardHelpOptions = true,
    description = {
      "Give a task another ID: its row, its page, and every mention in the ledger and the pages.",
      "The old ID stays used. A task with run records keeps its ID: records are never rewritten.",
      "Experiments, branches and whatever else is outside of ledger and pages are not touched."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger renumber MLX-005 MLX-012 --dry-run", "  ledger renumber MLX-005 MLX-012"})
public final class RenumberCommand extends LedgerCommand {
  @Parameters(index = "0", paramLabel = "OLD", description = "The task.")
  private String old;

  @Parameters(index = "1", paramLabel = "NEW", description = "An ID that was never used.")
  private String wanted;

  @Mixin private DryRun dry;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    TaskId to =
        TaskId.typed(wanted)
            .orElseThrow(
                () ->
                    Failure.wrongRequest(
                        "'" + wanted + "' is not a task ID",
                        "a prefix of capital letters, a hyphen and a number, such as MLX-001"));
    UsedIds used = new UsedIds(new Workplace(session(), workspace, settings));
    new Editor(this, workspace, settings)
        .apply(
            List.of(
                ledger ->
                    new Change.Renumber(allowed(ledger, to, used.of(ledger), workspace), to, true)),
            before -> files(before, to, workspace),
            dry.run);
    if (!dry.run) {
      console().print("renumbered " + old.toUpperCase(Locale.ROOT) + " to " + to);
    }
    noteScripts(workspace, new Mentions(new TaskId(old.toUpperCase(Locale.ROOT))));
    return ExitCode.OK;
  }

  private TaskId allowed(Ledger ledger, TaskId to, Set<TaskId> used, Workspace workspace)
      throws Failure, Refusal {
    TaskId from = task(ledger, old).id();
    if (used.contains(to)) {
      throw Failure.no(
          to + " is or was the ID of another task", "an ID is never used twice; choose a free one");
    }
    Path results = workspace.results().resolve(from.value());
    if (Files.exists(results)) {
      throw Failure.cannot(
          from + " has run records in " + shown(results) + ", and records are never rewritten",
          "keep the ID, or add a new task and move the experiments to it");
    }
    return from;
  }

  /** The pages that name the task, its own one under its new name, and the archive's note. */
  private List<FileChange> files(Ledger ledger, TaskId to, Workspace workspace)
      throws IOException, InvalidText, Refusal {
    TaskId from = task(ledger, old).id();
    Mentions mentions = new Mentions(from);
    List<FileChange> files = new ArrayList<>();
    for (Path page : listed(workspace.pages(), ".md")) {
      SourceText source = source(page);
      byte[] after = utf8(mentions.renamed(source.content(), to));
      if (page.equals(workspace.page(from))) {
        files.add(new FileChange(page, source.encode(), null));
        files.add(new FileChange(workspace.page(to), null, after));
      } else {
        files.add(new FileChange(page, source.encode(), after));
      }
    }
    byte[] archive = Store.content(workspace.archive());
    String text = archive == null ? "" : source(workspace.archive()).content();
    String eol = ledger.source().lineEnd();
    byte[] noted = utf8(Archive.withRenumbering(text, from, to, context().today(), eol));
    files.add(new FileChange(workspace.archive(), archive, noted));
    return files;
  }

  /** Scripts are the user's own: what they still say is told. */
  private void noteScripts(Workspace workspace, Mentions mentions) throws IOException {
    for (Path script : listed(workspace.experiments(), ".py")) {
      String text = Files.readString(script, StandardCharsets.UTF_8);
      SourceText source = SourceText.of(shown(script), text);
      for (Span span : mentions.in(text)) {
        console()
            .note(
                "note: "
                    + source.place(span)
                    + " still names "
                    + span.of(text)
                    + "; edit it by hand");
      }
    }
  }

  private static List<Path> listed(Path folder, String suffix) {
    return FileTree.list(folder).stream().filter(file -> file.toString().endsWith(suffix)).toList();
  }
}
