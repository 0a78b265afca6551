package ledger.cli.results;

import java.util.List;
import ledger.app.environment.OutdatedRequest;
import ledger.app.environment.OutdatedResult;
import ledger.app.results.VerifyMode;
import ledger.app.results.VerifyResult;
import ledger.app.session.Failure;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.Progress;
import ledger.cli.environment.OutdatedWords;
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
      "  ledger verify APO-002 --force        run it again in any case",
      "  ledger verify APO-002 --quick        a first look that counts for nothing",
      "  ledger verify --env pinned,latest    run it in both environments, then compare them",
      "  ledger verify --calibrate            measure how much equal runs differ here",
      "  ledger verify --on-host              everything, on a host of another kind (docs/mac.md)",
      "  ledger verify --outdated             which environments lock older releases than there are"
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

  @Option(
      names = "--outdated",
      description = {
        "Run nothing; ask the package index which environments lock older releases than it has.",
        "Exit code 1 if locking one of them again would bring a newer release."
      })
  private boolean outdated;

  @Option(
      names = "--strict",
      description = "Also what cannot be asked on this host makes the exit code 1.")
  private boolean strict;

  @Mixin private VerifyOptions options = new VerifyOptions();

  private int outdated() throws Exception {
    if (why || strict || !ids.isEmpty() || options.measures()) {
      throw Failure.wrongRequest(
          "--outdated measures nothing, so only --env and --json go with it", null);
    }
    OutdatedResult result = app().env().outdated(new OutdatedRequest(options.environments()));
    if (json) {
      OutdatedWords.printJson(console(), result);
    } else {
      OutdatedWords.print(console(), result);
    }
    return result.outdated() ? ExitCode.NO : ExitCode.OK;
  }

  @Override
  public Integer call() throws Exception {
    if (outdated) {
      return outdated();
    }
    if (why && strict) {
      throw Failure.wrongRequest("--why runs nothing, so it excludes --strict", "leave it out");
    }
    VerifyResult result;
    try (Progress progress = new Progress(console())) {
      result = app(progress).verify(options.request(ids, why));
    }
    if (why && json) {
      console().text(VerifyWords.json(result.planned()));
    } else if (why) {
      result.planned().forEach(run -> console().print(VerifyWords.plan(run)));
    } else if (json) {
      ResultsJson.print(console(), result.evidence());
      CalibrationText.print(console()::note, result.calibrations());
    } else if (result.mode() == VerifyMode.FIRST_LOOK) {
      result.firstLooks().forEach(look -> console().print(VerifyWords.firstLook(look)));
    } else {
      VerdictTable.print(console(), result.evidence());
      VerifyWords.withoutExperiment(result.evidence()).forEach(console()::note);
      ComparisonTable.print(console(), result.comparisons());
      CalibrationText.print(console()::print, result.calibrations());
    }
    if (options.onHost() && !why) {
      VerifyWords.toSend(result).forEach(console()::noteWhole);
    }
    return result.verified(strict) ? ExitCode.OK : ExitCode.NO;
  }
}
