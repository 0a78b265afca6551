package ledger.cli.task;

import java.util.List;
import ledger.app.ledger.UndoResult;
import ledger.app.ledger.UndoResult.Obstacle;
import ledger.app.session.Failure;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = {
      "Undo the last commands that changed something, with all files that they changed: all of them or none.",
      "A file that has been edited since is not touched; the difference is shown instead."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger undo --dry-run    what would change",
      "  ledger undo              the last command",
      "  ledger undo 3            the last three, or none of them",
      "  ledger undo --list       what can be undone"
    })
public final class UndoCommand extends LedgerCommand {
  @Parameters(arity = "0..1", paramLabel = "N", description = "How many commands (default: 1).")
  private @Nullable Integer number;

  @Option(names = "--list", description = "List the commands that can be undone.")
  private boolean list;

  @Mixin private DryRun dry = new DryRun();

  @Override
  public Integer call() throws Exception {
    if (list && (number != null || dry.run)) {
      throw Failure.wrongRequest(
          "--list undoes nothing, so it excludes N and --dry-run",
          "'ledger undo --list' shows what N counts");
    }
    return list ? list(app().undoable()) : undo(number == null ? 1 : number);
  }

  private int list(List<String> commands) {
    if (commands.isEmpty()) {
      console().print("nothing to undo");
    }
    int width = String.valueOf(commands.size()).length();
    for (int i = 0; i < commands.size(); i++) {
      String number = String.valueOf(i + 1);
      console().print(" ".repeat(width - number.length()) + number + "  " + commands.get(i));
    }
    return ExitCode.OK;
  }

  private int undo(int count) throws Exception {
    UndoResult result = app().undo(count, dry.run);
    if (result.obstacle() != null) {
      refuse(result.obstacle());
      console().diff(result.obstacle().next());
      return ExitCode.CANNOT;
    }
    if (dry.run) {
      result.files().forEach(console()::diff);
    } else {
      result.commands().forEach(command -> console().print("undone: " + command));
    }
    if (result.commands().isEmpty()) {
      console().print("nothing to undo");
      return ExitCode.NO;
    }
    return ExitCode.OK;
  }

  private void refuse(Obstacle obstacle) {
    if (obstacle.newer() == 0) {
      console()
          .error(
              obstacle.file() + " has been edited since; nothing was undone",
              "undo would have made this change; edit the file by hand instead:");
      return;
    }
    String last =
        obstacle.newer() == 1 ? "the last command" : "the last " + obstacle.newer() + " commands";
    console()
        .error(
            obstacle.file() + " was edited by hand before " + last + "; nothing was undone",
            "'ledger undo "
                + obstacle.newer()
                + "' undoes what came after that; the next step would be:");
  }
}
