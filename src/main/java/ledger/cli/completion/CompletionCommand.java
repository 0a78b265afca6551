package ledger.cli.completion;

import java.nio.file.Path;
import ledger.app.completion.Shell;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    subcommands = {
      InstallCommand.class,
      UninstallCommand.class,
      WordsCommand.class,
    },
    description = {
      "Print a script with which bash, zsh or fish completes commands, options, and what the ledger knows: IDs,"
          + " states, priorities, owners, milestones, tags, columns.",
      "'completion install' sets it up."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger completion install",
      "  ledger completion install zsh --dry-run",
      "  source <(ledger completion bash)      for this shell alone"
    })
public final class CompletionCommand extends LedgerCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      description = "${COMPLETION-CANDIDATES} (default: the one that SHELL names).")
  private @Nullable Shell shell;

  /** What the user calls: an installation may have another name. */
  static String program(@Nullable Path launcher) {
    Path name = launcher == null ? null : launcher.getFileName();
    return name == null ? "ledger" : name.toString();
  }

  @Override
  public Integer call() throws Exception {
    String program = program(launcher());
    console().text(app().completion().install(shell, program, true).content().stripTrailing());
    return ExitCode.OK;
  }
}
