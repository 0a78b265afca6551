package ledger.cli.task;

import java.nio.file.Path;
import ledger.app.ledger.InitRequest;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Create an empty ledger in this folder: ledger/TASKS.md with the usual sections.",
    footerHeading = "%nExamples:%n",
    footer = {"  ledger init", "  ledger init --title \"Task Ledger for Apollo\""})
public final class InitCommand extends LedgerCommand {
  @Option(
      names = "--title",
      paramLabel = "TEXT",
      defaultValue = "Task Ledger",
      description = "Heading (default: ${DEFAULT-VALUE}).")
  private String title;

  @Override
  public Integer call() throws Exception {
    Path made = app().init(new InitRequest(title));
    console().print("made " + shown(made) + "; next: ledger add \"A first task\" --prefix ABC");
    return ExitCode.OK;
  }
}
