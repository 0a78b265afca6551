package ledger.app.results;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.cli.Console;
import ledger.cli.LedgerCommand;
import ledger.cli.Progress;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.evidence.record.GitState;
import ledger.evidence.record.RunRecord;
import ledger.experiment.environment.TaskText;
import ledger.experiment.header.Experiment;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.RunMode;
import ledger.experiment.run.VerifyLock;
import ledger.experiment.run.VerifyRunning;
import ledger.text.Problem;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;

/** Runs what has to run, and says for everything else why it did not run. */
public final class Verification {
  /** How long a verification waits for another one in the same workspace. */
  public static final Duration PATIENCE = Duration.ofMinutes(60);

  private final Console console;
  private final Measurements measurements;
  private final Workspace workspace;
  private final Ledger ledger;
  private final Duration patience;

  public Verification(
      LedgerCommand command,
      Measurements measurements,
      Workspace workspace,
      Ledger ledger,
      Duration patience) {
    this.console = command.console();
    this.measurements = measurements;
    this.workspace = workspace;
    this.ledger = ledger;
    this.patience = patience;
  }

  /**
   * What to run.
   *
   * @param rounds how often each; environments take turns, so that a noisy moment affects all alike
   * @param experiments by name
   */
  public record Wanted(
      List<Task> tasks,
      List<Environment> environments,
      RunMode mode,
      int rounds,
      Predicate<String> experiments) {
    public static Wanted once(List<Task> tasks, List<Environment> environments, RunMode mode) {
      return new Wanted(tasks, environments, mode, 1, experiment -> true);
    }
  }

  /**
   * The result.
   *
   * @param ran the records of the runs
   * @param skipped what did not run, and why
   */
  public record Report(List<RunRecord> ran, List<PlannedRun> skipped) {}

  public Report run(Wanted wanted) throws Exception {
    headers();
    List<PlannedRun> planned = plan(wanted);
    List<RunRecord> ran = new ArrayList<>();
    if (planned.stream().anyMatch(PlannedRun::run)) {
      Optional<GitState> git = measurements.git();
      try (VerifyLock lock = measurements.verifier().lock(patience, this::waits);
          Progress progress = new Progress(console)) {
        if (lock.waited()) {
          planned = plan(wanted); // the other one may have run it
        }
        measurements.verifier().interrupted(lock).ifPresent(this::wasCutOff);
        for (PlannedRun run : inTurns(planned, wanted.rounds)) {
          console.note(name(run) + ": " + run.why());
          ran.add(measurements.verifier().run(lock, run, git, progress));
        }
      } catch (VerifyRunning e) {
        String way = "wait until it has finished; without --no-wait, ledger waits for you";
        throw Failure.cannot(String.valueOf(e.getMessage()), patience.isZero() ? way : null);
      }
    } else {
      measurements.verifier().interrupted().ifPresent(this::wasCutOff);
    }
    List<PlannedRun> skipped = planned.stream().filter(run -> !run.run()).toList();
    skipped.forEach(run -> console.note(name(run) + ": not run, " + run.why()));
    return new Report(List.copyOf(ran), skipped);
  }

  private void wasCutOff(String what) {
    console.note("the last verify was cut off and left no record: " + what);
  }

  private void waits(String who) {
    console.note(
        "another verify is running here (%s); waiting for it to finish, at most %d min"
            .formatted(who, patience.toMinutes()));
  }

  private List<PlannedRun> plan(Wanted wanted) throws Exception {
    List<TaskText> texts = new ArrayList<>();
    for (Task task : wanted.tasks) {
      texts.add(measurements.text(task));
    }
    return measurements.verifier().plan(texts, wanted.environments, wanted.mode).stream()
        .filter(run -> wanted.experiments.test(run.experiment().name()))
        .toList();
  }

  private static List<PlannedRun> inTurns(List<PlannedRun> planned, int rounds) {
    Map<String, List<PlannedRun>> byExperiment = new LinkedHashMap<>();
    for (PlannedRun run : planned) {
      if (run.run()) {
        byExperiment.computeIfAbsent(run.experiment().name(), n -> new ArrayList<>()).add(run);
      }
    }
    List<PlannedRun> all = new ArrayList<>();
    for (List<PlannedRun> turn : byExperiment.values()) {
      for (int round = 0; round < rounds; round++) {
        all.addAll(turn);
      }
    }
    return all;
  }

  /** A header that cannot be used, or that names a task that does not exist, is never ignored. */
  private void headers() throws InvalidFiles {
    List<Problem> problems = measurements.verifier().experiments().problems();
    if (!problems.isEmpty()) {
      throw new InvalidFiles(problems);
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

  public static String name(PlannedRun run) {
    return run.task().id() + " " + run.experiment().name() + " in " + run.environment().name();
  }
}
