package ledger.cli.results;

import java.util.List;
import ledger.app.results.VerifyMode;
import ledger.app.results.VerifyResult;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Run the experiments of tasks whose evidence is missing, stale or broken, and judge them.",
      "Several environments are compared with the first one; what looks changed is run again in both, up to four times"
          + " a side, until the runs confirm it or not.",
      "Exit code 1 if a requested task is not verified."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger verify                        run what is not fresh",
      "  ledger verify --why                  show what would run, and why",
      "  ledger verify MLX-002 --force        run it again in any case",
      "  ledger verify MLX-002 --quick        a first look that counts for nothing",
      "  ledger verify --env pinned,latest    run it in both environments, then compare them",
      "  ledger verify --calibrate            measure how much equal runs differ here"
    })
public final class VerifyCommand extends LedgerCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Tasks (default: all that have experiments).")
  private List<String> ids = List.of();

  @Option(
      names = "--why",
      description = "Say for each experiment why it would run or not, and run nothing.")
  private boolean why;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Mixin private VerifyOptions options;

  @Override
  public Integer call() throws Exception {
    VerifyResult result;
    try (Progress progress = new Progress(console())) {
      result = app(progress).verify(options.request(ids, why));
    }
    if (why) {
      result.planned().forEach(run -> console().print(VerifyWords.plan(run)));
    } else if (json) {
      ResultsJson.print(console(), result.evidence());
      CalibrationText.print(console()::note, result.calibrations());
    } else if (result.mode() == VerifyMode.FIRST_LOOK) {
      result.firstLooks().forEach(look -> console().print(VerifyWords.firstLook(console(), look)));
    } else {
      VerdictTable.print(console(), result.evidence());
      ComparisonTable.print(console(), result.comparisons());
      CalibrationText.print(console()::print, result.calibrations());
    }
    return result.verified() ? ExitCode.OK : ExitCode.NO;
  }
}
