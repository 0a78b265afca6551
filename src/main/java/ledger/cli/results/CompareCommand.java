package ledger.cli.results;

import java.util.List;
import ledger.app.results.CompareRequest;
import ledger.app.results.CompareResult;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compare what was measured on two sides: environments, kinds of host, or runs. A side is all runs equal to its newest one.",
      "A change counts only if it is more than chance (corrected for the number of metrics) and more than the difference"
          + " between equal runs, which 'verify --calibrate' also measures; see docs/results.md.",
      "Confirmed changes come first, the largest first; --all lists every series.",
      "The same environment twice compares its runs before its lock file last changed with those since. Claims that the"
          + " sides answer differently come first.",
      "'worse?' is not confirmed: that takes at least three runs a side, which 'verify --env A,B' makes where needed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger compare pinned latest                         two environments",
      "  ledger compare pinned latest APO-002 --fail-on worse",
      "  ledger compare pinned latest APO-002 --all           every series of a task",
      "  ledger compare latest latest                         before and after 'env update'",
      "  ledger compare linux-x86_64-cpu macos-arm64-metal    two kinds of host",
      "  ledger compare latest@linux-x86_64-cpu cuda@linux-x86_64-cuda",
      "  ledger compare 3fa9 77c1                             two runs",
      "  ledger compare 3fa9,88d0 77c1,91ee                   two equal runs on each side"
    })
public final class CompareCommand extends LedgerCommand {
  /** What makes the exit code 1. */
  enum FailOn {
    /** Something is worse, confirmed or not. */
    worse,
    /** Something is worse by more than the difference between equal runs. */
    confirmed
  }

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "Environment, host, ENV@HOST, or runs (RUN,RUN…).")
  private String first;

  @Parameters(index = "1", paramLabel = "B", description = "Likewise.")
  private String second;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "ID",
      description = "Tasks (default: all that have runs on both sides).")
  private List<String> ids = List.of();

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      description = {
        "Exit code 1 if something is worse: 'worse', confirmed or not; 'confirmed', only if confirmed."
      })
  private @Nullable FailOn failOn;

  @Option(
      names = "--all",
      description = "Every series of every experiment, with noise and reasons.")
  private boolean all;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    CompareResult result = app().compare(new CompareRequest(first, second, ids));
    if (json) {
      ResultsJson.printComparisons(console(), result.experiments());
    } else if (result.experiments().isEmpty()) {
      console().print("nothing to compare: no experiment has a complete run on both sides");
    } else if (all) {
      ComparisonTable.print(console(), result.experiments());
    } else {
      ComparisonSummary.print(console(), result);
    }
    return fails(result) ? ExitCode.NO : ExitCode.OK;
  }

  private boolean fails(CompareResult result) {
    return failOn != null
        && switch (failOn) {
          case worse -> result.worse();
          case confirmed -> result.confirmedWorse();
        };
  }
}
