package ledger.cli.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ledger.app.experiment.NewExperiment.ClaimedBound;
import ledger.app.experiment.NewExperiment.ScriptMade;
import ledger.app.experiment.NewExperiment.ScriptWanted;
import ledger.app.session.Failure;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = {
      "Write a script that verifies a task, and beside it the harness that it needs, if it is not there yet.",
      "The script runs at once. Until you have written what it measures, its verdict is 'failed'."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger experiment new APO-002",
      "  ledger experiment new APO-002 --metric speedup --at-least 5",
      "  ledger experiment new APO-002 --metric latency --at-most \"10 ms\" --name latency",
      "  ledger experiment new APO-002 --metric size --at-most 3 --unit MiBy --dry-run"
    })
final class ExperimentNewCommand extends LedgerCommand {
  @Parameters(paramLabel = "ID", description = "The task.")
  private String id;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "What it measures (default: time).")
  private @Nullable String metric;

  @Option(names = "--at-least", paramLabel = "X", description = "The claim: at least this.")
  private @Nullable String atLeast;

  @Option(names = "--at-most", paramLabel = "X", description = "The claim: at most this.")
  private @Nullable String atMost;

  @Option(names = "--equals", paramLabel = "X", description = "The claim: exactly this.")
  private @Nullable String equal;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description = "The metric's unit (default: the claim's, or 1; of a time, s).")
  private @Nullable String unit;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The script's name (default: the task's ID, as in apo_002).")
  private @Nullable String name;

  @Mixin private DryRun dry = new DryRun();

  @Override
  public Integer call() throws Exception {
    ScriptMade made =
        app().experiment().draft(new ScriptWanted(id, name, metric, bound(), unit, dry.run));
    if (dry.run) {
      console().text(made.text().stripTrailing());
      return ExitCode.OK;
    }
    console().print("made " + shown(made.script()));
    for (Path other : made.others()) {
      console().print("made " + shown(other));
    }
    console().print("next: ledger experiment check " + shown(made.script()));
    return ExitCode.OK;
  }

  private @Nullable ClaimedBound bound() throws Failure {
    List<ClaimedBound> given =
        Stream.of(bound("at-least", atLeast), bound("at-most", atMost), bound("equals", equal))
            .flatMap(List::stream)
            .toList();
    if (given.size() > 1) {
      throw Failure.wrongRequest(
          "--at-least, --at-most and --equals exclude each other",
          "a claim has one bound; edit the script for more claims");
    }
    return given.isEmpty() ? null : given.getFirst();
  }

  private static List<ClaimedBound> bound(String key, @Nullable String value) {
    return value == null ? List.of() : List.of(new ClaimedBound(key, value));
  }
}
