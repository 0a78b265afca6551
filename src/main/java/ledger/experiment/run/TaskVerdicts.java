package ledger.experiment.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import ledger.document.TaskId;
import ledger.evidence.judge.CurrentExperiment;
import ledger.evidence.judge.DonePolicy;
import ledger.evidence.judge.TaskJudge;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.evidence.store.RunHead;
import ledger.evidence.verdict.EvidenceSource;
import ledger.evidence.verdict.TaskEvidence;
import ledger.experiment.environment.ExperimentEnvironment;
import ledger.experiment.header.Experiment;
import ledger.experiment.inputs.CurrentInputs;
import ledger.experiment.inputs.TaskText;
import ledger.workspace.Environment;
import org.jspecify.annotations.Nullable;

/** What the records say of tasks, compared with what is in the workspace now. */
public final class TaskVerdicts {
  private final CurrentInputs inputs;
  private final EvidenceStore store;
  private final List<Environment> environments;
  private final DonePolicy policy;

  TaskVerdicts(
      CurrentInputs inputs,
      EvidenceStore store,
      List<Environment> environments,
      DonePolicy policy) {
    this.inputs = inputs;
    this.store = store;
    this.environments = environments;
    this.policy = policy;
  }

  /** Everything known about a task. */
  public TaskEvidence evidence(TaskText task) {
    List<CurrentExperiment> now = new ArrayList<>();
    for (Experiment experiment : inputs.experiments().of(task.id())) {
      now.add(current(experiment, task));
    }
    return TaskJudge.judge(
        task.id(),
        now,
        inputs.experiments().unusable(task.id()),
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
    Map<TaskId, TaskText> byId = new HashMap<>();
    tasks.forEach(task -> byId.put(task.id(), task));
    return source(byId::get);
  }

  /**
   * The same for tasks whose text is looked up then, too.
   *
   * @param texts gives null for a task that is unknown
   */
  public EvidenceSource source(Function<TaskId, @Nullable TaskText> texts) {
    return new EvidenceSource() {
      @Override
      public TaskEvidence of(TaskId id) {
        inputs.read();
        TaskText task = texts.apply(id);
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
    return inputs.experiments().of(task.id()).stream()
        .filter(experiment -> experiment.name().equals(run.experiment()))
        .findFirst()
        .flatMap(experiment -> current(experiment, task).inputs().of(run));
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
        ExperimentEnvironment.required(experiment, policy.environments()),
        run ->
            environment(run.environment())
                .map(each -> ExperimentEnvironment.of(experiment, each))
                .map(each -> inputs.now(run, experiment, each, task)));
  }

  private Optional<Environment> environment(String name) {
    return environments.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
