package ledger.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.Check;
import ledger.evidence.ExperimentEvidence;
import ledger.evidence.MetricSummary;
import ledger.evidence.Numbers;
import ledger.evidence.RunEvidence;
import ledger.evidence.TaskEvidence;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "results",
    mixinStandardHelpOptions = true,
    subcommands = ResultsImportCommand.class,
    description =
        "Show what was measured: all tasks in short, or one with its claims, checks and metrics.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger results",
      "  ledger results MLX-002",
      "  ledger results MLX-002 --json",
      "  ledger results import out.jsonl --env cuda"
    })
final class ResultsCommand extends LedgerCommand {
  @Parameters(arity = "0..1", paramLabel = "ID", description = "The task.")
  private String id = "";

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Ledger ledger = ledger(workspace, settings);
    Measurements measurements = new Measurements(this, workspace, settings, context().clock());
    Map<TaskId, TaskEvidence> evidence = new LinkedHashMap<>();
    if (id.isEmpty()) {
      evidence.putAll(measurements.evidence(ledger));
    } else {
      Task task = task(ledger, id);
      evidence.put(task.id(), measurements.evidence(task));
    }
    if (json) {
      console().print(Json.write(VerdictTable.json(evidence)));
      return ExitCode.OK;
    }
    VerdictTable.print(console(), ledger, evidence);
    if (!id.isEmpty()) {
      evidence.values().forEach(known -> known.experiments().forEach(this::experiment));
    }
    return ExitCode.OK;
  }

  private void experiment(ExperimentEvidence experiment) {
    console().print("");
    console()
        .print(
            console().paint(Console.Style.BOLD, experiment.title()) + "  " + experiment.script());
    experiment.newest().forEach(this::run);
    for (RunEvidence old : experiment.older()) {
      console()
          .print(
              "  older: "
                  + old.record().run()
                  + "  "
                  + old.record().environment()
                  + "  "
                  + (old.record().quick() ? "quick" : VerdictTable.word(old.verdict().status())));
    }
  }

  private void run(RunEvidence run) {
    console()
        .print(
            "  "
                + run.record().run()
                + "  "
                + run.record().environment()
                + "  "
                + run.record().inputs().hostKind()
                + "  "
                + console()
                    .paint(
                        VerdictTable.style(run.verdict().status()),
                        VerdictTable.word(run.verdict().status())));
    run.verdict()
        .claims()
        .forEach(
            claim ->
                row(
                    claim.answer().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    claim.claim().text() + ": " + claim.reason()));
    for (Check check : run.record().checks()) {
      row(
          check.ok() ? "pass" : "fail",
          check.id() + " " + check.title() + (check.control() ? " (negative control)" : ""));
    }
    run.record()
        .notApplicable()
        .forEach(lack -> row("not applicable", lack.what() + ": " + lack.why()));
    run.verdict().summaries().forEach(this::metric);
  }

  private void metric(MetricSummary summary) {
    StringBuilder name = new StringBuilder(summary.metric().title());
    summary
        .parameters()
        .forEach((key, value) -> name.append(", ").append(key).append('=').append(value));
    if (summary.arm() != null) {
      name.append(", ").append(summary.arm());
    }
    String interval =
        summary.low() <= summary.high()
            ? " (" + Numbers.brief(summary.low()) + " to " + Numbers.brief(summary.high()) + ")"
            : "";
    row(
        Numbers.brief(summary.median()) + interval + " " + summary.metric().unit(),
        name + ", " + summary.count() + " samples");
  }

  private void row(String left, String right) {
    console().print("    " + String.format("%-14s", left) + "  " + right);
  }
}
