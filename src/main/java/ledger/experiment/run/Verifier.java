package ledger.experiment.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ledger.evidence.judge.DonePolicy;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.experiment.environment.ExperimentEnvironment;
import ledger.experiment.environment.Requirements;
import ledger.experiment.header.Discovered;
import ledger.experiment.header.Experiment;
import ledger.experiment.inputs.CurrentInputs;
import ledger.experiment.inputs.TaskText;
import ledger.experiment.inputs.WorkTree;
import ledger.experiment.process.Shutdown;
import ledger.experiment.process.ThisHost;
import ledger.workspace.Environment;
import ledger.workspace.Limits;
import ledger.workspace.Workspace;

/**
 * Finds a workspace's experiments, says which of them have to run, and runs them.
 *
 * <p>Reads scripts and requirements once, when they are first needed; so there is one verifier per
 * use case.
 */
public final class Verifier {
  private final Workspace workspace;
  private final List<Environment> environments;
  private final Limits limits;
  private final EvidenceStore store;
  private final Clock clock;
  private final CurrentInputs inputs;
  private final TaskVerdicts verdicts;

  /**
   * Reads nothing yet.
   *
   * @param environments from the settings, the default one first; never empty
   * @param policy what Done requires
   * @param limits of each run
   * @param clock for the start of runs
   * @param tree what version control knows; asked for when it is first needed
   */
  public Verifier(
      Workspace workspace,
      List<Environment> environments,
      DonePolicy policy,
      Limits limits,
      Clock clock,
      Supplier<WorkTree> tree) {
    if (environments.isEmpty()) {
      throw new IllegalArgumentException("there must be an environment");
    }
    this.workspace = workspace;
    this.environments = List.copyOf(environments);
    this.limits = limits;
    this.store = new EvidenceStore(workspace.files(), workspace.results());
    this.clock = clock;
    this.inputs = new CurrentInputs(workspace, tree);
    this.verdicts = new TaskVerdicts(inputs, store, this.environments, policy);
  }

  /** The first environment decides, on any kind of host. */
  public Verifier(Workspace workspace, List<Environment> environments, Clock clock) {
    this(
        workspace,
        environments,
        DonePolicy.of(environments.getFirst().name()),
        Limits.DEFAULT,
        clock,
        () -> WorkTree.none(workspace.root()));
  }

  /** All experiments, and the headers that cannot be used. */
  public Discovered experiments() {
    return inputs.experiments();
  }

  public List<Environment> environments() {
    return environments;
  }

  public EvidenceStore store() {
    return store;
  }

  /** What the records say of tasks. */
  public TaskVerdicts verdicts() {
    return verdicts;
  }

  /**
   * What has to run: what has no run on this kind of host, or one that is broken, stale or suspect.
   * A run that failed or was inconclusive is evidence, and is not repeated unless forced. Quick
   * runs do not count here.
   *
   * @param wanted the environments to look at, in this order; empty for those that decide
   */
  public List<PlannedRun> plan(List<TaskText> tasks, List<Environment> wanted, RunMode mode) {
    List<PlannedRun> plan = new ArrayList<>();
    RunPlanner planner = new RunPlanner(this, mode);
    for (TaskText task : tasks) {
      List<Experiment> experiments = experiments().of(task.id());
      List<RunRecord> runs = experiments.isEmpty() ? List.of() : store.runs(task.id());
      for (Experiment experiment : experiments) {
        for (Environment each : wanted.isEmpty() ? List.of(deciding(experiment)) : wanted) {
          Environment environment = ExperimentEnvironment.of(experiment, each);
          plan.add(planner.plan(task, experiment, environment, runs));
        }
      }
    }
    return List.copyOf(plan);
  }

  /** Takes the verify lock, without waiting. */
  public VerifyLock lock() throws VerifyRunning {
    return lock(Duration.ZERO, who -> {});
  }

  /**
   * Takes the verify lock: the right to run experiments here.
   *
   * @param patience how long to wait for another process that has it
   * @param notice told once who has it, if it has to wait
   * @throws VerifyRunning if the other process still has it after that
   */
  public VerifyLock lock(Duration patience, Consumer<String> notice) throws VerifyRunning {
    return VerifyLock.take(workspace.state().file("verify.lock"), clock, patience, notice);
  }

  /** What was running when the last verification died with its host; it is reported once. */
  public Optional<String> interrupted(VerifyLock lock) {
    return lock.isHeld() ? Intent.left(workspace.state()) : Optional.empty();
  }

  /** The same when nothing has to run; empty while another process verifies. */
  public Optional<String> interrupted() {
    if (!Intent.isLeft(workspace.state())) {
      return Optional.empty();
    }
    try (VerifyLock lock = lock()) {
      return interrupted(lock);
    } catch (VerifyRunning e) {
      return Optional.empty();
    }
  }

  /**
   * Runs one experiment, creating its environment first if it is missing, and writes the record.
   *
   * <p>Whatever the script or the environment does, there is a record: if the environment cannot be
   * created, it says that the run was not started. A cancelled run is not written, because it says
   * nothing and would hide the run before it.
   *
   * @param lock that is held
   * @param listener hears what happens
   */
  public RunRecord run(VerifyLock lock, PlannedRun wanted, Consumer<RunEvent> listener) {
    return run(lock, wanted, listener, store::write).record();
  }

  /** Runs one experiment in the same way, and keeps no record. */
  public TriedRun tryOut(VerifyLock lock, PlannedRun wanted, Consumer<RunEvent> listener) {
    return run(lock, wanted, listener, record -> {});
  }

  private TriedRun run(
      VerifyLock lock, PlannedRun wanted, Consumer<RunEvent> listener, Consumer<RunRecord> keeper) {
    if (!lock.isHeld()) {
      throw new IllegalStateException("the verify lock has been released");
    }
    // The script may have been edited since it was planned, while others ran.
    PlannedRun planned = wanted.with(inputs.again(wanted.experiment()).orElse(wanted.experiment()));
    try (Shutdown.Guard guard = Shutdown.guard();
        Intent intent = Intent.of(workspace.state(), planned, clock)) {
      ExperimentRun run =
          new ExperimentRun(workspace, planned, inputs, limits, clock, listener, guard);
      RunRecord record = run.execute();
      if (record.exit().kind() != ledger.evidence.record.Exit.Kind.CANCELLED) {
        keeper.accept(record);
      }
      listener.accept(new RunEvent.Finished(planned, record));
      return run.tried(record);
    }
  }

  /** When the newest commit was made that changed an experiment's script, if there is one. */
  Optional<Instant> committed(Experiment experiment) {
    return inputs.committed(experiment);
  }

  /** The environment in which an experiment's runs count. */
  public Environment deciding(Experiment experiment) {
    return ExperimentEnvironment.deciding(experiment, environments);
  }

  /** Whether a run was made by this tool on this kind of system: it can be repeated here. */
  public boolean isFromHere(RunRecord run) {
    return run.imported() == null
        && HostKind.system(run.inputs().hostKind()).equals(HostKind.system(ThisHost.kind()));
  }

  /** The time here. */
  Instant now() {
    return clock.instant();
  }

  /** What runs here would depend on. */
  CurrentInputs inputs() {
    return inputs;
  }

  /** The versions that an environment's lock file asks for, by the names of packages. */
  SortedMap<String, List<String>> locked(Environment environment) {
    return Requirements.locked(workspace, environment);
  }
}
