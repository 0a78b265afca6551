package ledger.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import ledger.workspace.EditedSince;
import ledger.workspace.FileChange;
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
      "Take back the last changing commands, newest first, each with all files that it changed.",
      "A file that was edited since is not touched: the difference is shown instead."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger undo --dry-run    what would change",
      "  ledger undo              the last command",
      "  ledger undo 3            the last three",
      "  ledger undo --list       what can be taken back"
    })
final class UndoCommand extends LedgerCommand {
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
    Store store = new Store(workspace, console()::note);
    if (list) {
      return list(store.undoable());
    }
    if (count < 1 || (dry.run && count > 1)) {
      throw new Failure(
          ExitCode.USAGE,
          count < 1 ? "nothing to take back with " + count : "--dry-run shows one command only",
          "'ledger undo --list' shows what can be taken back");
    }
    for (int done = 0; done < count; done++) {
      int code = undo(store, workspace);
      if (code != ExitCode.OK) {
        return code;
      }
    }
    return ExitCode.OK;
  }

  private int list(List<String> commands) {
    if (commands.isEmpty()) {
      console().print("nothing to take back");
    }
    int width = String.valueOf(commands.size()).length();
    for (int i = 0; i < commands.size(); i++) {
      console().print(String.format("%" + width + "d  %s", i + 1, commands.get(i)));
    }
    return ExitCode.OK;
  }

  private int undo(Store store, Workspace workspace) throws IOException {
    try {
      Optional<Store.Undone> undone = store.undo(dry.run);
      if (undone.isEmpty()) {
        console().print("nothing to take back");
        return ExitCode.NO;
      }
      if (dry.run) {
        undone.get().files().forEach(file -> diff(workspace, file));
      } else {
        console().print("took back: " + undone.get().command());
      }
      return ExitCode.OK;
    } catch (EditedSince e) {
      console()
          .error(
              shown(e.change().file()) + " has been edited since; nothing was taken back",
              "undo would do this; edit by hand instead:");
      diff(workspace, e.change());
      return ExitCode.CANNOT;
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
