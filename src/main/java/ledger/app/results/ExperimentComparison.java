package ledger.app.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.compare.Calibration;
import ledger.evidence.compare.ComparedSeries;
import ledger.evidence.compare.Comparison;
import ledger.evidence.judge.Judge;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimChange;

/**
 * An experiment that ran on both sides.
 *
 * @param first equal runs, at least one
 * @param second likewise
 * @param claims those whose answers differ, by the newest run of each side
 * @param rows one for each series that both sides have
 */
public record ExperimentComparison(
    List<RunRecord> first,
    List<RunRecord> second,
    List<ClaimChange> claims,
    List<ComparedSeries> rows) {
  /**
   * Compares the experiments of these tasks.
   *
   * @param first the user's word for a side, see {@link Sides}
   */
  static List<ExperimentComparison> of(
      WorkspaceEvidence known, List<Task> tasks, String first, String second) throws Failure {
    Sides sides = new Sides(known);
    List<ExperimentComparison> all = new ArrayList<>();
    for (Task task : tasks) {
      List<RunRecord> runs = known.store().runs(task.id());
      List<Calibration> calibrations = known.store().calibrations(task.id());
      for (String experiment :
          runs.stream().map(RunRecord::experiment).distinct().sorted().toList()) {
        List<RunRecord> own =
            runs.stream().filter(run -> run.experiment().equals(experiment)).toList();
        of(sides.choose(own, first, second), calibrations).ifPresent(all::add);
      }
    }
    return List.copyOf(all);
  }

  private static Optional<ExperimentComparison> of(
      Sides.Chosen chosen, List<Calibration> calibrations) {
    if (chosen.first().isEmpty() || chosen.second().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ExperimentComparison(
            chosen.first(),
            chosen.second(),
            ClaimChange.between(
                Judge.asOfRun(chosen.first().getFirst()),
                Judge.asOfRun(chosen.second().getFirst())),
            Comparison.of(chosen.first(), chosen.second(), calibrations)));
  }

  public TaskId task() {
    return first.getFirst().task();
  }

  public String experiment() {
    return first.getFirst().experiment();
  }
}
