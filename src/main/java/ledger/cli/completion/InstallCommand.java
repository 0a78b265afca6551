package ledger.cli.completion;

import ledger.app.completion.CompletionSetup;
import ledger.app.completion.Shell;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description =
        "Set completion up for every shell that is begun from now on: write the script and, for bash and zsh, a line"
            + " that loads it into the file with which they begin.",
    footerHeading = "%nExamples:%n",
    footer = {"  ledger completion install", "  ledger completion install fish --dry-run"})
final class InstallCommand extends LedgerCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      description = "${COMPLETION-CANDIDATES} (default: the one that SHELL names).")
  private @Nullable Shell shell;

  @Mixin private DryRun dry = new DryRun();

  @Override
  public Integer call() throws Exception {
    String program = CompletionCommand.program(launcher());
    CompletionSetup setup = app().completion().install(shell, program, dry.run);
    String would = dry.run ? "would be " : "";
    if (setup.written()) {
      console().print(shown(setup.script()) + ": " + would + "written");
    }
    if (setup.start() != null && setup.startWritten()) {
      console().print(shown(setup.start()) + ": " + would + "given the line");
      console().print("  " + setup.line());
    }
    if (!setup.changed()) {
      console().print("completion for " + setup.shell() + " is set up already; nothing written");
    } else if (!dry.run) {
      console().note("it works in the next " + setup.shell() + " that you begin");
    }
    return ExitCode.OK;
  }
}
