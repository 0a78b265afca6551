package ledger.cli;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import ledger.workspace.EditedSince;
import ledger.workspace.FileChange;
import ledger.workspace.Store;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description =
        "Take back the last changing command, table and page alike; again for the one before it.",
    footerHeading = "%nExamples:%n",
    footer = {"  ledger undo --dry-run", "  ledger undo"})
final class UndoCommand extends LedgerCommand {
  @Option(names = "--dry-run", description = "Show the difference and write nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    try {
      Optional<Store.Undone> undone = new Store(workspace, console()::note).undo(dryRun);
      if (undone.isEmpty()) {
        console().print("nothing to take back");
        return ExitCode.NO;
      }
      if (dryRun) {
        undone.get().files().forEach(file -> diff(workspace, file));
      } else {
        console().print("took back: " + undone.get().command());
      }
      return ExitCode.OK;
    } catch (EditedSince e) {
      console().error(String.valueOf(e.getMessage()), "undo would do this; edit by hand instead:");
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
