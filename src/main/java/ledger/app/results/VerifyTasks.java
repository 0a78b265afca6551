package ledger.app.results;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Notice;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.evidence.compare.Calibration;
import ledger.evidence.judge.Judge;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.RunMode;
import ledger.text.InvalidText;
import ledger.workspace.Environment;

/** Runs the experiments of tasks, and judges them. */
public final class VerifyTasks {
  private final VerifyRequest request;
  private final WorkspaceEvidence known;
  private final Ledger ledger;
  private final List<Task> tasks;
  private final List<Environment> environments;

  private VerifyTasks(Workplace workplace, VerifyRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    this.request = request;
    this.ledger = workplace.ledger();
    this.known = new WorkspaceEvidence(workplace);
    this.tasks = Lookup.tasks(ledger, request.ids());
    this.environments =
        request.onHost() ? ofHosts() : known.environments().named(request.environments());
  }

  public static VerifyResult run(Session session, VerifyRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Integer rounds = request.rounds();
    if (rounds != null && rounds < 1) {
      throw Failure.wrongRequest("--rounds must be 1 or more", null);
    }
    if (request.planOnly() && (rounds != null || !request.waits())) {
      throw Failure.wrongRequest(
          "--why runs nothing, so it excludes --rounds and --no-wait", "leave them out");
    }
    if (request.onHost() && !request.environments().isEmpty()) {
      throw Failure.wrongRequest(
          "--on-host chooses the environments, so it excludes --env", "leave out one of them");
    }
    VerifyTasks verify = new VerifyTasks(Workplace.open(session), request);
    return verify.run();
  }

  private VerifyResult run() throws IOException, InvalidText, InvalidFiles, Failure {
    Duration patience = request.waits() ? Verification.PATIENCE : Duration.ZERO;
    Verification verification = new Verification(known, ledger, patience);
    Verification.RunsWanted wanted =
        new Verification.RunsWanted(tasks, environments, runMode(), rounds(), experiment -> true);
    if (request.planOnly()) {
      return VerifyResult.plan(request.mode(), verification.plan(wanted));
    }
    if (request.onHost()) {
      announce(verification.plan(wanted));
    }
    Verification.RunsMade runs = verification.run(wanted);
    VerifyMode mode = request.mode();
    List<RunEvidence> firstLooks = List.of();
    List<ExperimentComparison> comparisons = List.of();
    if (mode == VerifyMode.FIRST_LOOK) {
      firstLooks =
          runs.made().stream().map(run -> new RunEvidence(run, Judge.firstLook(run))).toList();
    } else if (!request.onHost()) {
      comparisons = new Confirmation(known, verification, tasks, environments).compared();
    }
    List<CalibrationResult> calibrations =
        mode == VerifyMode.CALIBRATE
            ? CalibrationResult.keep(known, tasks, environments)
            : List.of();
    return new VerifyResult(
        mode,
        runs.planned(),
        runs.made(),
        firstLooks,
        evidence(),
        comparisons,
        calibrations,
        known.workplace().session().shown(known.workplace().workspace().results()));
  }

  /** An environment of which all records were imported is one of other hosts. */
  private List<Environment> ofHosts() throws IOException {
    Map<String, Boolean> own = new HashMap<>();
    known
        .store()
        .all()
        .forEach(run -> own.merge(run.environment(), run.imported() == null, Boolean::logicalOr));
    List<Environment> all = new ArrayList<>();
    for (Environment environment : known.environments().all()) {
      Path lock = known.workplace().workspace().requirements(environment);
      if (own.getOrDefault(environment.name(), true)
          && known.workplace().workspace().files().isFile(lock)) {
        all.add(environment);
      }
    }
    return List.copyOf(all);
  }

  private void announce(List<PlannedRun> planned) {
    List<PlannedRun> ahead = planned.stream().filter(PlannedRun::run).toList();
    Duration most =
        ahead.stream().map(run -> run.experiment().timeout()).reduce(Duration.ZERO, Duration::plus);
    List<String> names = ahead.stream().map(run -> run.environment().name()).distinct().toList();
    if (!ahead.isEmpty()) {
      known.workplace().session().listener().heard(new Notice.RunsAhead(ahead.size(), names, most));
    }
  }

  private RunMode runMode() {
    return switch (request.mode()) {
      case NEEDED -> RunMode.NEEDED;
      case STALE -> RunMode.STALE;
      case ALL, CALIBRATE -> RunMode.FORCED;
      case FIRST_LOOK -> RunMode.QUICK;
    };
  }

  private int rounds() {
    Integer wanted = request.rounds();
    return wanted != null
        ? wanted
        : request.mode() == VerifyMode.CALIBRATE ? Calibration.FEWEST : 1;
  }

  private List<TaskEvidence> evidence() throws IOException, InvalidText {
    List<TaskEvidence> evidence = new ArrayList<>();
    for (Task task : ledger.tasks()) {
      if (tasks.contains(task)) {
        TaskEvidence own = known.evidence(task);
        if (!request.ids().isEmpty() || !own.experiments().isEmpty()) {
          evidence.add(own);
        }
      }
    }
    return List.copyOf(evidence);
  }
}
