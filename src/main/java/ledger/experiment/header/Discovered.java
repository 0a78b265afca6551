package ledger.experiment.header;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ledger.document.TaskId;
import ledger.evidence.verdict.TaskReason.HeaderUnusable;
import ledger.text.Problem;

/** The experiments that were found among the scripts. */
public final class Discovered {
  private final List<Experiment> experiments;
  private final List<Problem> problems;
  private final Map<TaskId, List<Experiment>> byTask;
  private final Map<TaskId, List<HeaderUnusable>> unusable;

  /**
   * @param experiments by name
   * @param problems headers that cannot be used; their scripts are not among the experiments
   * @param unusable the first problem of each such script whose task is known nevertheless
   */
  Discovered(
      List<Experiment> experiments,
      List<Problem> problems,
      Map<TaskId, List<HeaderUnusable>> unusable) {
    this.experiments = List.copyOf(experiments);
    this.problems = List.copyOf(problems);
    this.unusable = Map.copyOf(unusable);
    this.byTask = this.experiments.stream().collect(Collectors.groupingBy(Experiment::task));
  }

  /** All of them, by name. */
  public List<Experiment> experiments() {
    return experiments;
  }

  /** Scripts that verify the task as far as can be seen, and whose headers cannot be used. */
  public List<HeaderUnusable> unusable(TaskId task) {
    return unusable.getOrDefault(task, List.of());
  }

  Map<TaskId, List<HeaderUnusable>> unusable() {
    return unusable;
  }

  /** Headers that cannot be used. */
  public List<Problem> problems() {
    return problems;
  }

  /** Those that verify the task. */
  public List<Experiment> of(TaskId task) {
    return byTask.getOrDefault(task, List.of());
  }
}
