package ledger.app.results;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Listener;
import ledger.app.session.Notice;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.evidence.record.RunRecord;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.RunMode;
import ledger.experiment.run.Verifier;
import ledger.experiment.run.VerifyLock;
import ledger.experiment.run.VerifyRunning;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.workspace.Environment;

/** Runs what has to run, and reports for everything else why it did not run. */
public final class Verification {
  /** How long a verification waits for another one in the same workspace. */
  public static final Duration PATIENCE = Duration.ofMinutes(60);

  private final WorkspaceEvidence known;
  private final Verifier verifier;
  private final Listener listener;
  private final Ledger ledger;
  private final Duration patience;

  /**
   * @param patience how long to wait for another verification; zero for not waiting
   */
  public Verification(WorkspaceEvidence known, Ledger ledger, Duration patience) {
    this.known = known;
    this.verifier = known.verifier();
    this.listener = known.workplace().session().listener();
    this.ledger = ledger;
    this.patience = patience;
  }

  /**
   * What to run.
   *
   * @param environments empty for those that decide
   * @param rounds how often each; environments take turns, so that a noisy moment affects all alike
   * @param experiments by name
   */
  public record RunsWanted(
      List<Task> tasks,
      List<Environment> environments,
      RunMode mode,
      int rounds,
      Predicate<String> experiments) {
    /** Each once. */
    public static RunsWanted once(List<Task> tasks, List<Environment> environments, RunMode mode) {
      return new RunsWanted(tasks, environments, mode, 1, experiment -> true);
    }
  }

  /**
   * The result.
   *
   * @param planned what was to run and what was not, each with the reason
   * @param made the records of what ran
   */
  public record RunsMade(List<PlannedRun> planned, List<RunRecord> made) {}

  /**
   * Runs it, and nothing else at the same time in this workspace.
   *
   * @throws InvalidFiles if an experiment's header cannot be used
   * @throws Failure if another verification takes too long
   */
  public RunsMade run(RunsWanted wanted) throws IOException, InvalidText, InvalidFiles, Failure {
    requireHeaders();
    known.workplace().requireOwnState();
    List<PlannedRun> planned = plan(wanted);
    List<RunRecord> made = new ArrayList<>();
    if (planned.stream().anyMatch(PlannedRun::run)) {
      try (VerifyLock lock = verifier.lock(patience, this::waits)) {
        planned = plan(wanted); // another one may have run it before this one got the lock
        verifier.interrupted(lock).ifPresent(this::wasCutOff);
        for (PlannedRun run : inTurns(planned, wanted.rounds)) {
          listener.heard(new Notice.RunStarts(run));
          made.add(verifier.run(lock, run, event -> listener.heard(new Notice.RunGoesOn(event))));
        }
      } catch (VerifyRunning e) {
        String help = "wait until it has finished; without --no-wait, ledger waits for you";
        throw Failure.cannot(String.valueOf(e.getMessage()), patience.isZero() ? help : null);
      }
    } else {
      verifier.interrupted().ifPresent(this::wasCutOff);
    }
    planned.stream()
        .filter(run -> !run.run())
        .forEach(run -> listener.heard(new Notice.RunSkipped(run)));
    return new RunsMade(planned, List.copyOf(made));
  }

  private void waits(String holder) {
    listener.heard(new Notice.WaitingForVerify(holder, patience));
  }

  private void wasCutOff(String what) {
    listener.heard(new Notice.VerifyCutOff(what));
  }

  /** What would run and what would not, each with the reason. */
  List<PlannedRun> plan(RunsWanted wanted) throws IOException, InvalidText {
    return verifier.plan(known.texts(wanted.tasks), wanted.environments, wanted.mode).stream()
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
  private void requireHeaders() throws InvalidFiles {
    List<Problem> problems = HeaderProblems.of(known, ledger);
    if (!problems.isEmpty()) {
      throw new InvalidFiles(problems);
    }
  }
}
