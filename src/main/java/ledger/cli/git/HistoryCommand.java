package ledger.cli.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ledger.app.git.ToldHistory;
import ledger.app.session.Workplace;
import ledger.cli.ExitCode;
import ledger.document.Task;
import ledger.document.page.PageFacts;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.text.SourceText;
import ledger.workspace.FileChange;
import ledger.workspace.Settings;
import ledger.workspace.Store;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Fill the histories of the tasks' pages with the states that git's commits tell.",
      "What a page says already stays; only what is older than its first entry is added."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger history backfill            show what would be written",
      "  ledger history backfill --write    write it; 'ledger undo' takes it back"
    })
public final class HistoryCommand extends GitCommand {
  /** What to do with the histories. */
  enum Action {
    backfill
  }

  @Parameters(paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
  private Action action;

  @Option(names = "--write", description = "Write; without it only the difference is shown.")
  private boolean write;

  @Override
  public Integer call() throws Exception {
    return switch (action) {
      case backfill -> backfill();
    };
  }

  private int backfill() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    ToldHistory told = ToldHistory.read(this, workspace, settings);
    if (!write) {
      List<FileChange> files = files(workspace, settings, told);
      for (FileChange file : files) {
        console()
            .diff(
                workspace.root().relativize(file.file()).toString(),
                text(file.before()),
                text(file.after()));
      }
      console().note(counted(files) + "; 'ledger history backfill --write' writes them");
      return ExitCode.OK;
    }
    List<FileChange> written =
        new Workplace(session(), workspace, Settings.DEFAULT)
            .store()
            .<List<FileChange>, Exception>change(
                context().command(),
                () -> {
                  List<FileChange> files = files(workspace, settings, told);
                  return new Store.Result<>(files, files);
                });
    console().print(counted(written));
    return ExitCode.OK;
  }

  private static String counted(List<FileChange> files) {
    return files.size() + (files.size() == 1 ? " page" : " pages") + " with older states from git";
  }

  private List<FileChange> files(Workspace workspace, Settings settings, ToldHistory told)
      throws Exception {
    Map<Path, FileChange> files = new TreeMap<>();
    for (Task task : ledger(workspace, settings).tasks()) {
      Path file = workspace.page(task.id());
      TaskPage page =
          page(workspace, task.id()).orElse(TaskPage.parse(SourceText.of(shown(file), "")));
      List<Transition> merged = told.before(task.id(), page.history());
      if (!merged.equals(page.history())) {
        PageFacts facts = page.facts();
        String text = page.with(new PageFacts(merged, facts.held(), facts.places()));
        files.put(file, new FileChange(file, Store.content(file), utf8(text)));
      }
    }
    return new ArrayList<>(files.values());
  }

  private static String text(byte @org.jspecify.annotations.Nullable [] content) {
    return content == null ? "" : new String(content, java.nio.charset.StandardCharsets.UTF_8);
  }
}
