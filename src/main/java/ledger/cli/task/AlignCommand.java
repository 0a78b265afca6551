package ledger.cli.task;

import java.util.List;
import ledger.app.edit.EditResult;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "fmt",
    mixinStandardHelpOptions = true,
    description = {
      "Align the tables: pad their cells, so that the pipes stand below each other. No other command does this.",
      "Every cell says what it said before, and 'ledger undo' brings the old spaces back. A cell wider than 60"
          + " columns makes its own line longer, and no other."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger fmt",
      "  ledger fmt backlog --dry-run",
      "  ledger fmt --check              exit code 1 if a table is not aligned"
    })
public final class AlignCommand extends LedgerCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "STATE",
      description = "Whose tables to align (default: all tables of tasks).")
  private List<String> names = List.of();

  @Option(
      names = "--check",
      description = "Write nothing; exit code 1 if something is not aligned.")
  private boolean check;

  @Mixin private DryRun dry = new DryRun();

  @Override
  public Integer call() throws Exception {
    EditResult result = app().fmt(names, dry.run || check);
    int code = check && result.changed() ? ExitCode.NO : ExitCode.OK;
    if (check && !dry.run) {
      console().print(result.changed() ? "not aligned; 'ledger fmt' aligns it" : "aligned");
      return code;
    }
    EditWords.report(this, result, dry.run);
    return code;
  }
}
