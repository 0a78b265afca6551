package ledger.cli.task;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.document.Layout;
import ledger.document.State;
import ledger.workspace.FileChange;
import ledger.workspace.Settings;
import ledger.workspace.Store;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Make an empty ledger in this folder: ledger/TASKS.md with the usual sections.",
    footerHeading = "%nExamples:%n",
    footer = {"  ledger init", "  ledger init --title \"Task Ledger for Apollo\""})
public final class InitCommand extends LedgerCommand {
  private static final List<String> TABLES =
      List.of(
          "| ID | Title | Description | Priority | Owner | Notes |",
          "| ID | Title | Started (YYYY-MM-DD) | Owner | Notes |",
          "| ID | Title | PR / Branch | Reviewer | Notes |",
          "| ID | Title | Completed (YYYY-MM-DD) | Outcome |");

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      defaultValue = "Task Ledger",
      description = "Heading (default: ${DEFAULT-VALUE}).")
  private String title;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = Workspace.in(context().folder());
    if (Files.exists(workspace.ledger())) {
      throw Failure.cannot(
          shown(workspace.ledger()) + " already exists", "'ledger list' shows its tasks");
    }
    StringBuilder text =
        new StringBuilder(
            "# " + title + "\n\nKeep the table **sorted by priority** (top = highest).\n");
    List<State> states = Layout.DEFAULT.states();
    for (int i = 0; i < states.size(); i++) {
      String header = TABLES.get(i);
      String delimiter =
          header.chars().mapToObj(c -> c == '|' ? "|" : "-").collect(Collectors.joining());
      text.append("\n## ")
          .append(states.get(i).heading())
          .append('\n')
          .append(header)
          .append('\n')
          .append(delimiter)
          .append('\n');
    }
    byte[] content = utf8(text.toString());
    new Workplace(session(), workspace, Settings.DEFAULT)
        .store()
        .<Boolean, Exception>change(
            context().command(),
            () ->
                new Store.Result<>(
                    List.of(new FileChange(workspace.ledger(), null, content)), true));
    console()
        .print(
            "made "
                + shown(workspace.ledger())
                + "; next: ledger add \"A first task\" --prefix ABC");
    return ExitCode.OK;
  }
}
