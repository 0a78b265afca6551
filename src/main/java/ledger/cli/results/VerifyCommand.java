package ledger.cli.results;

import java.util.List;
import java.util.stream.Stream;
import ledger.app.results.PlanWords;
import ledger.app.results.VerifyMode;
import ledger.app.results.VerifyRequest;
import ledger.app.results.VerifyResult;
import ledger.app.session.Failure;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.Progress;
import ledger.cli.RunWords;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.words.ReasonWords;
import ledger.experiment.run.PlannedRun;
import picocli.CommandLine.Command;
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
      names = "--env",
      paramLabel = "NAME",
      split = ",",
      description = "Environments (default: pinned, or the one in the settings).")
  private List<String> environments = List.of();

  @Option(names = "--force", description = "Also run what is fresh.")
  private boolean force;

  @Option(names = "--stale", description = "Run only what has run before and is stale or suspect.")
  private boolean stale;

  @Option(
      names = "--why",
      description = "Say for each experiment why it would run or not, and run nothing.")
  private boolean why;

  @Option(
      names = "--calibrate",
      description = {
        "Run everything three times (or --rounds), and record how much equal runs differ here.",
        "Comparisons use that as this host's noise."
      })
  private boolean calibrate;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Run each experiment N times, alternating environments (default: 1).")
  private int rounds;

  @Option(
      names = "--no-wait",
      description =
          "Give up at once if another verify is running in this workspace (default: wait up to 60 min).")
  private boolean noWait;

  @Option(
      names = "--quick",
      description =
          "A first look with smaller sizes; it is recorded as quick and never counts for Done.")
  private boolean quick;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    VerifyResult result;
    try (Progress progress = new Progress(console())) {
      result =
          app(progress).verify(new VerifyRequest(ids, environments, mode(), rounds, why, !noWait));
    }
    if (why) {
      result.planned().forEach(this::explain);
    } else if (json) {
      ResultsJson.print(console(), result.evidence());
      CalibrationText.print(console()::note, result.calibrations());
    } else if (quick) {
      result.firstLooks().forEach(this::firstLook);
    } else {
      VerdictTable.print(console(), result.evidence());
      ComparisonTable.print(console(), result.comparisons());
      CalibrationText.print(console()::print, result.calibrations());
    }
    return result.verified() ? ExitCode.OK : ExitCode.NO;
  }

  private VerifyMode mode() throws Failure {
    if (Stream.of(quick, force, stale, calibrate).filter(asked -> asked).count() > 1) {
      throw Failure.wrongRequest(
          "--quick, --force, --stale and --calibrate cannot be combined", null);
    }
    return quick
        ? VerifyMode.FIRST_LOOK
        : force
            ? VerifyMode.ALL
            : stale ? VerifyMode.STALE : calibrate ? VerifyMode.CALIBRATE : VerifyMode.NEEDED;
  }

  private void explain(PlannedRun run) {
    String what = run.run() ? "would run: " : "would not run: ";
    console().print("  " + RunWords.name(run) + " " + what + PlanWords.of(run));
  }

  private void firstLook(RunEvidence look) {
    RunRecord run = look.record();
    console()
        .print(
            "  %s  %s in %s would be %s, if it were not quick: %s"
                .formatted(
                    run.task(),
                    run.experiment(),
                    run.environment(),
                    VerdictTable.painted(console(), look.verdict().status()),
                    ReasonWords.of(look.verdict())));
  }
}
