package ledger.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.evidence.GitState;
import ledger.evidence.RunRecord;
import ledger.experiment.EnvironmentSpec;
import ledger.experiment.Experiment;
import ledger.experiment.PlannedRun;
import ledger.experiment.RunMode;
import ledger.experiment.TaskText;
import ledger.experiment.VerifyLock;
import ledger.experiment.VerifyRunning;
import ledger.text.Problem;
import ledger.workspace.Workspace;

/** Runs what has to run, shows it, and says of everything else why it did not. */
final class Verification {
  private final Console console;
  private final Measurements measurements;

  Verification(LedgerCommand command, Measurements measurements) {
    this.console = command.console();
    this.measurements = measurements;
  }

  /**
   * Runs the experiments of these tasks.
   *
   * @param ran the records that came of it
   * @param skipped what did not run, with reasons
   */
  record Report(List<RunRecord> ran, List<PlannedRun> skipped) {}

  Report run(
      Workspace workspace,
      Ledger ledger,
      List<Task> tasks,
      List<EnvironmentSpec> environments,
      RunMode mode)
      throws Exception {
    return run(workspace, ledger, tasks, environments, mode, 1);
  }

  /**
   * Runs each experiment several times, its environments in turns, so that a noisy moment hits all
   * of them alike.
   */
  Report run(
      Workspace workspace,
      Ledger ledger,
      List<Task> tasks,
      List<EnvironmentSpec> environments,
      RunMode mode,
      int rounds)
      throws Exception {
    headers(workspace, ledger);
    List<TaskText> texts = new ArrayList<>();
    for (Task task : tasks) {
      texts.add(measurements.text(task));
    }
    List<PlannedRun> planned = measurements.verifier().plan(texts, environments, mode);
    List<PlannedRun> skipped = planned.stream().filter(run -> !run.run()).toList();
    skipped.forEach(run -> console.note(name(run) + ": not run, " + run.why()));
    List<PlannedRun> wanted = inTurns(planned.stream().filter(PlannedRun::run).toList(), rounds);
    List<RunRecord> ran = new ArrayList<>();
    if (!wanted.isEmpty()) {
      Optional<GitState> git = measurements.git();
      try (VerifyLock lock = measurements.verifier().lock();
          Progress progress = new Progress(console)) {
        measurements
            .verifier()
            .interrupted(lock)
            .ifPresent(
                what -> console.note("the last verify was cut off, and left no record: " + what));
        for (PlannedRun run : wanted) {
          console.note(name(run) + ": " + run.why());
          ran.add(measurements.verifier().run(lock, run, git, progress));
        }
      } catch (VerifyRunning e) {
        throw new Failure(ExitCode.CANNOT, String.valueOf(e.getMessage()), null);
      }
    }
    return new Report(List.copyOf(ran), skipped);
  }

  private static List<PlannedRun> inTurns(List<PlannedRun> wanted, int rounds) {
    Map<String, List<PlannedRun>> byExperiment = new LinkedHashMap<>();
    for (PlannedRun run : wanted) {
      byExperiment.computeIfAbsent(run.experiment().name(), n -> new ArrayList<>()).add(run);
    }
    List<PlannedRun> all = new ArrayList<>();
    for (List<PlannedRun> turn : byExperiment.values()) {
      for (int round = 0; round < rounds; round++) {
        all.addAll(turn);
      }
    }
    return all;
  }

  /**
   * A header that cannot be used, or that names a task which is not there, is never passed over.
   */
  private void headers(Workspace workspace, Ledger ledger) throws InvalidLedger {
    List<Problem> problems = measurements.verifier().experiments().problems();
    if (!problems.isEmpty()) {
      throw new InvalidLedger(problems);
    }
    for (Experiment experiment : measurements.verifier().experiments().experiments()) {
      if (ledger.find(experiment.task()).isEmpty()) {
        String where = workspace.root().resolve(experiment.script()).toString();
        console.note(
            "warning: "
                + where
                + " verifies "
                + experiment.task()
                + ", which is not in the ledger");
      }
    }
  }

  static String name(PlannedRun run) {
    return run.task().id() + " " + run.experiment().name() + " in " + run.environment().name();
  }
}
