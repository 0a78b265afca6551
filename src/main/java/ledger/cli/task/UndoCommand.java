package ledger.cli.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.workspace.EditedSince;
import ledger.workspace.FileChange;
import ledger.workspace.Settings;
import ledger.workspace.Store;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = {
      "Take back the last changing commands with all files that they changed: all or none of them.",
      "A file that was edited since is not touched: the difference is shown instead."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger undo --dry-run    what would change",
      "  ledger undo              the last command",
      "  ledger undo 3            the last three, or none of them",
      "  ledger undo --list       what can be taken back"
    })
public final class UndoCommand extends LedgerCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many commands (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--list", description = "Show the commands that can be taken back.")
  private boolean list;

  @Mixin private DryRun dry;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Store store = new Workplace(session(), workspace, Settings.DEFAULT).store();
    if (list) {
      return list(store.undoable());
    }
    if (count < 1) {
      throw Failure.wrongRequest(
          "nothing to undo with " + count, "'ledger undo --list' shows what can be undone");
    }
    return undo(store, workspace);
  }

  private int list(List<String> commands) {
    if (commands.isEmpty()) {
      console().print("nothing to undo");
    }
    int width = String.valueOf(commands.size()).length();
    for (int i = 0; i < commands.size(); i++) {
      console().print(String.format("%" + width + "d  %s", i + 1, commands.get(i)));
    }
    return ExitCode.OK;
  }

  private int undo(Store store, Workspace workspace) throws IOException {
    try {
      Store.Undone undone = store.undo(count, dry.run);
      if (dry.run) {
        undone.files().forEach(file -> diff(workspace, file));
      } else {
        undone.commands().forEach(command -> console().print("undone: " + command));
      }
      if (undone.commands().size() < count) {
        console().print("nothing to undo");
        return ExitCode.NO;
      }
      return ExitCode.OK;
    } catch (EditedSince e) {
      refused(e);
      diff(workspace, e.change());
      return ExitCode.CANNOT;
    }
  }

  private void refused(EditedSince e) {
    String file = shown(e.change().file());
    if (e.newer() == 0) {
      console()
          .error(
              file + " has been edited since; nothing was undone",
              "undo would have made this change; edit the file by hand instead:");
    } else {
      String last = e.newer() == 1 ? "the last command" : "the last " + e.newer() + " commands";
      console()
          .error(
              file + " was edited by hand before " + last + "; nothing was undone",
              "'ledger undo %d' undoes what came after that; the next step would be:"
                  .formatted(e.newer()));
    }
  }

  private void diff(Workspace workspace, FileChange file) {
    String path =
        file.file().startsWith(workspace.root())
            ? workspace.root().relativize(file.file()).toString()
            : file.file().toString();
    console().diff(path, text(file.before()), text(file.after()));
  }

  private static String text(byte @Nullable [] content) {
    return content == null ? "" : new String(content, StandardCharsets.UTF_8);
  }
}
