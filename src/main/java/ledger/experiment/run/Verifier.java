package ledger.experiment.run;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import ledger.document.TaskId;
import ledger.evidence.judge.CurrentExperiment;
import ledger.evidence.judge.DonePolicy;
import ledger.evidence.judge.TaskJudge;
import ledger.evidence.record.GitState;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.evidence.store.RunHead;
import ledger.evidence.verdict.EvidenceSource;
import ledger.evidence.verdict.TaskEvidence;
import ledger.experiment.environment.Requirements;
import ledger.experiment.header.Discovered;
import ledger.experiment.header.Experiment;
import ledger.experiment.inputs.CurrentInputs;
import ledger.experiment.inputs.TaskText;
import ledger.experiment.process.Shutdown;
import ledger.experiment.process.ThisHost;
import ledger.workspace.Environment;
import ledger.workspace.Limits;
import ledger.workspace.Workspace;

/**
 * Finds a workspace's experiments, says which of them have to run, runs them, and collects the
 * evidence.
 *
 * <p>Reads scripts and requirements once, when they are first needed; so there is one verifier per
 * use case.
 */
public final class Verifier {
  private final Workspace workspace;
  private final List<Environment> environments;
  private final DonePolicy policy;
  private final Limits limits;
  private final EvidenceStore store;
  private final Clock clock;
  private final CurrentInputs inputs;

  /**
   * Reads nothing yet.
   *
   * @param environments from the settings, the default one first; never empty
   * @param policy what Done requires
   * @param limits of each run
   * @param clock for the start of runs
   */
  public Verifier(
      Workspace workspace,
      List<Environment> environments,
      DonePolicy policy,
      Limits limits,
      Clock clock) {
    if (environments.isEmpty()) {
      throw new IllegalArgumentException("there must be an environment");
    }
    this.workspace = workspace;
    this.environments = List.copyOf(environments);
    this.policy = policy;
    this.limits = limits;
    this.store = new EvidenceStore(workspace.results());
    this.clock = clock;
    this.inputs = new CurrentInputs(workspace);
  }

  /** The first environment decides, on any kind of host. */
  public Verifier(Workspace workspace, List<Environment> environments, Clock clock) {
    this(
        workspace,
        environments,
        DonePolicy.of(environments.getFirst().name()),
        Limits.DEFAULT,
        clock);
  }

  /** All experiments, and the headers that cannot be used. */
  public Discovered experiments() {
    return inputs.experiments();
  }

  /** From the settings, the default one first. */
  public List<Environment> environments() {
    return environments;
  }

  public EvidenceStore store() {
    return store;
  }

  /**
   * What has to run: what has no run on this kind of host, or one that is broken, stale or suspect.
   * A run that failed or was inconclusive is evidence, and is not repeated unless forced. Quick
   * runs do not count here.
   *
   * @param wanted the environments to look at, in this order
   */
  public List<PlannedRun> plan(List<TaskText> tasks, List<Environment> wanted, RunMode mode) {
    List<PlannedRun> plan = new ArrayList<>();
    RunPlanner planner = new RunPlanner(this, mode);
    for (TaskText task : tasks) {
      List<Experiment> experiments = experiments().of(task.id());
      List<RunRecord> runs = experiments.isEmpty() ? List.of() : store.runs(task.id());
      for (Experiment experiment : experiments) {
        for (Environment environment : wanted) {
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

  /**
   * What was running when the last verification died with its host, without a record; it is
   * reported once.
   *
   * @param lock that is held
   */
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
   * @param git what is checked out, if there is a repository
   * @param listener hears what happens
   */
  public RunRecord run(
      VerifyLock lock, PlannedRun planned, Optional<GitState> git, Consumer<RunEvent> listener) {
    if (!lock.isHeld()) {
      throw new IllegalStateException("the verify lock has been released");
    }
    Inputs now = inputs.of(planned.experiment(), planned.environment(), planned.task());
    try (Shutdown.Guard guard = Shutdown.guard();
        Intent intent = Intent.of(workspace.state(), planned, clock)) {
      RunRecord record =
          new ExperimentRun(workspace, planned, now, git, limits, clock, listener, guard).execute();
      if (record.exit().kind() != ledger.evidence.record.Exit.Kind.CANCELLED) {
        store.write(record);
      }
      listener.accept(new RunEvent.Finished(planned, record));
      return record;
    }
  }

  /** Everything known about a task, compared with what is in the workspace now. */
  public TaskEvidence evidence(TaskText task) {
    List<CurrentExperiment> now = new ArrayList<>();
    for (Experiment experiment : experiments().of(task.id())) {
      now.add(current(experiment, task));
    }
    return TaskJudge.judge(
        task.id(),
        now,
        store.runs(task.id()),
        store.calibrations(task.id()),
        policy,
        Optional.ofNullable(task.waiver()));
  }

  /** The evidence of each of these tasks, in their order. */
  public List<TaskEvidence> evidence(List<TaskText> tasks) {
    EvidenceSource source = source(tasks);
    return tasks.parallelStream().map(task -> source.of(task.id())).toList();
  }

  /** The evidence of each of these tasks, when somebody asks for it. */
  public EvidenceSource source(List<TaskText> tasks) {
    inputs.read();
    Map<TaskId, TaskText> byId = new HashMap<>();
    tasks.forEach(task -> byId.put(task.id(), task));
    return new EvidenceSource() {
      @Override
      public TaskEvidence of(TaskId id) {
        TaskText task = byId.get(id);
        return task == null ? TaskEvidence.none(id) : evidence(task);
      }

      @Override
      public List<RunHead> heads(TaskId id) {
        return store.heads(id);
      }
    };
  }

  /** The present inputs of a run; empty if its experiment or its environment is gone. */
  public Optional<Inputs> inputsNow(RunRecord run, TaskText task) {
    return experiments().of(task.id()).stream()
        .filter(experiment -> experiment.name().equals(run.experiment()))
        .findFirst()
        .map(experiment -> current(experiment, task).inputs().get(run.environment()));
  }

  /** The experiment as it is now. */
  CurrentExperiment current(Experiment experiment, TaskText task) {
    return new CurrentExperiment(
        experiment.name(),
        experiment.title(),
        experiment.script(),
        experiment.code(),
        experiment.claims(),
        experiment.knownFailures(),
        store.acceptances(task.id()),
        inputs.of(experiment, environments, task));
  }

  /**
   * Whether a run was made by this tool on this kind of system, so that it can be repeated here.
   */
  public boolean isFromHere(RunRecord run) {
    return run.imported() == null
        && HostKind.system(run.inputs().hostKind()).equals(HostKind.system(ThisHost.kind()));
  }

  /** The inputs that a run on this host would have now. */
  Inputs inputs(Experiment experiment, Environment environment, TaskText task) {
    return inputs.of(experiment, environment, task);
  }

  /** The versions of a package that an environment's lock file asks for; empty if it names none. */
  List<String> locked(Environment environment, String name) {
    return Requirements.versions(workspace, environment, name);
  }
}
