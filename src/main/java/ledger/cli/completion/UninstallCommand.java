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
    name = "uninstall",
    mixinStandardHelpOptions = true,
    description = "Take away what 'completion install' set up.",
    footerHeading = "%nExamples:%n",
    footer = {"  ledger completion uninstall zsh"})
final class UninstallCommand extends LedgerCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      description = "${COMPLETION-CANDIDATES} (default: the one that SHELL names).")
  private @Nullable Shell shell;

  @Mixin private DryRun dry = new DryRun();

  @Override
  public Integer call() throws Exception {
    String program = CompletionCommand.program(launcher());
    CompletionSetup setup = app().completion().uninstall(shell, program, dry.run);
    String would = dry.run ? "would be " : "";
    if (setup.written()) {
      console().print(shown(setup.script()) + ": " + would + "removed");
    }
    if (setup.start() != null && setup.startWritten()) {
      console().print(shown(setup.start()) + ": " + would + "without the line");
      console().print("  " + setup.line());
    }
    if (!setup.changed()) {
      console().print("completion for " + setup.shell() + " is not set up; nothing written");
    }
    return ExitCode.OK;
  }
}
