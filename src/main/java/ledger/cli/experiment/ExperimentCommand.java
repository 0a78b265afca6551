package ledger.cli.experiment;

import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    subcommands = {ExperimentNewCommand.class, ExperimentCheckCommand.class},
    description = "Write a new experiment, or try one out (docs/experiments.md).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger experiment new APO-002 --metric speedup --at-least 5",
      "  ledger experiment check apo_002"
    })
public final class ExperimentCommand extends LedgerCommand {
  @Spec private CommandSpec own;

  @Override
  public Integer call() {
    console().text(own.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing());
    return ExitCode.USAGE;
  }
}
