package ledger.cli.task;

import java.nio.file.Path;
import ledger.app.exchange.InitFromRequest;
import ledger.app.ledger.InitRequest;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Create an empty ledger in this folder: ledger/TASKS.md with the usual sections.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger init",
      "  ledger init --title \"Task Ledger for Apollo\"",
      "  ledger init --from TODO.md"
    })
public final class InitCommand extends LedgerCommand {
  @Option(
      names = "--title",
      paramLabel = "TEXT",
      defaultValue = "Task Ledger",
      description = "Heading (default: ${DEFAULT-VALUE}).")
  private String title;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "Make this file the ledger: say how it is understood, and write the settings for it."
              + " The file stays as it is.")
  private @Nullable Path from;

  @Option(names = "--dry-run", description = "With --from: write nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws Exception {
    if (from != null) {
      return UnderstoodWords.report(
          this, app().initFrom(new InitFromRequest(from, dryRun)), dryRun);
    }
    Path made = app().init(new InitRequest(title));
    console().print("made " + shown(made) + "; next: ledger add \"A first task\"");
    return ExitCode.OK;
  }
}
