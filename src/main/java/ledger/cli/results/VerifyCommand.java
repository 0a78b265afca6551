package ledger.cli.results;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.app.results.Calibrating;
import ledger.app.results.Compared;
import ledger.app.results.Confirmation;
import ledger.app.results.Measurements;
import ledger.app.results.Verification;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.compare.Calibration;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.Judge;
import ledger.evidence.verdict.RunVerdict;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.experiment.environment.TaskText;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.RunMode;
import ledger.workspace.Environment;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Run the experiments of tasks whose evidence is missing, stale or broken, and judge them.",
      "Several environments are compared with the first one; what looks changed is run again in both, up to four times a",
      "side, until the runs confirm it or take it back. Exit code 1 if a task that was asked for is not verified."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger verify                        what is not fresh",
      "  ledger verify --why                  what would run, and why",
      "  ledger verify MLX-002 --force        again, whatever is known",
      "  ledger verify MLX-002 --quick        a first look that counts for nothing",
      "  ledger verify --env pinned,latest    in both environments, then compare them",
      "  ledger verify --calibrate            how much do equal runs differ here?"
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
      description = "Environments (default: pinned, or the settings' one).")
  private List<String> environments = List.of();

  @Option(names = "--force", description = "Run what is fresh, too.")
  private boolean force;

  @Option(names = "--stale", description = "Run only what has run before and is stale or suspect.")
  private boolean stale;

  @Option(
      names = "--why",
      description =
          "Say of each experiment in a sentence why it would run or not, and run nothing.")
  private boolean why;

  @Option(
      names = "--calibrate",
      description = {
        "Run everything three times or --rounds, and keep how much equal runs differ here as evidence.",
        "Comparisons count that as this host's noise."
      })
  private boolean calibrate;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Run each experiment N times, environments in turns (default: 1).")
  private int rounds;

  @Option(
      names = "--no-wait",
      description =
          "Give up at once if another verify is running in this workspace (default: wait up to 60 min).")
  private boolean noWait;

  @Option(
      names = "--quick",
      description =
          "A first look with smaller sizes; it is kept as quick and never counts for Done.")
  private boolean quick;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Settings settings = settings(workspace);
    Ledger ledger = ledger(workspace, settings);
    Measurements measurements = new Measurements(new Workplace(session(), workspace, settings));
    List<Task> tasks = new ArrayList<>();
    for (String id : ids) {
      tasks.add(task(ledger, id));
    }
    if (ids.isEmpty()) {
      tasks.addAll(ledger.tasks());
    }
    if (why) {
      return explain(measurements, tasks);
    }
    Verification verification =
        new Verification(
            this, measurements, workspace, ledger, noWait ? Duration.ZERO : Verification.PATIENCE);
    List<Environment> specs = measurements.environments(environments);
    Verification.Report report =
        verification.run(
            new Verification.Wanted(tasks, specs, mode(), rounds(), experiment -> true));
    if (quick && !json) {
      return firstLook(report);
    }
    List<Compared> compared =
        quick ? List.of() : new Confirmation(measurements, verification, tasks, specs).compared();
    Map<TaskId, TaskEvidence> evidence = new LinkedHashMap<>();
    for (Task task : tasks) {
      TaskEvidence known = measurements.evidence(task);
      if (!ids.isEmpty() || !known.experiments().isEmpty()) {
        evidence.put(task.id(), known);
      }
    }
    if (json) {
      console().print(Json.write(VerdictTable.json(evidence)));
    } else {
      VerdictTable.print(console(), ledger, evidence);
      compared.forEach(side -> side.print(console()));
    }
    if (calibrate) {
      new Calibrating(measurements, json ? console()::note : console()::print).keep(tasks, specs);
    }
    if (quick) {
      return held(report) ? ExitCode.OK : ExitCode.NO;
    }
    boolean all = evidence.values().stream().allMatch(known -> known.status() == Status.VERIFIED);
    return all ? ExitCode.OK : ExitCode.NO;
  }

  private int rounds() throws Failure {
    if (rounds < 0) {
      throw Failure.wrongRequest("--rounds must be 1 or more", null);
    }
    return rounds > 0 ? rounds : calibrate ? Calibration.FEWEST : 1;
  }

  private RunMode mode() throws Failure {
    if (List.of(quick, force, stale, calibrate).stream().filter(asked -> asked).count() > 1) {
      throw Failure.wrongRequest(
          "--quick, --force, --stale and --calibrate cannot be combined", null);
    }
    return quick
        ? RunMode.QUICK
        : force || calibrate ? RunMode.FORCED : stale ? RunMode.STALE : RunMode.NEEDED;
  }

  private int explain(Measurements measurements, List<Task> tasks) throws Exception {
    List<TaskText> texts = new ArrayList<>();
    for (Task task : tasks) {
      texts.add(measurements.text(task));
    }
    List<PlannedRun> planned =
        measurements.verifier().plan(texts, measurements.environments(environments), mode());
    for (PlannedRun run : planned) {
      String what = run.run() ? "would run: " : "would not run: ";
      console().print("  " + Verification.name(run) + " " + what + run.why());
    }
    return ExitCode.OK;
  }

  private int firstLook(Verification.Report report) {
    for (RunRecord run : report.ran()) {
      RunVerdict verdict = Judge.firstLook(run);
      console()
          .print(
              "  %s  %s in %s would be %s, if it were not quick: %s"
                  .formatted(
                      run.task(),
                      run.experiment(),
                      run.environment(),
                      console()
                          .paint(
                              VerdictTable.style(verdict.status()),
                              VerdictTable.word(verdict.status())),
                      verdict.reason()));
    }
    return held(report) ? ExitCode.OK : ExitCode.NO;
  }

  private static boolean held(Verification.Report report) {
    return report.ran().stream().allMatch(run -> Judge.firstLook(run).status() == Status.VERIFIED);
  }
}
