package ledger.app.results;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.evidence.compare.ComparedSeries;
import ledger.evidence.compare.Difference;
import ledger.evidence.compare.MetricChange;

/**
 * What was compared.
 *
 * @param versions of the packages that results are about, of all experiments
 * @param experiments those that ran on both sides
 */
public record CompareResult(
    List<ComparedVersions> versions, List<ExperimentComparison> experiments) {
  /**
   * The versions of a package on both sides.
   *
   * @param first empty if the package is not there, or in several versions
   * @param second likewise
   */
  public record ComparedVersions(String name, Optional<String> first, Optional<String> second) {}

  /** What changed, what a reader wants to know first in front. */
  public List<MetricChange> changes() {
    return MetricChange.ranked(
        experiments.stream()
            .map(
                one ->
                    new MetricChange.ComparedRows(
                        one.task(), one.first().getFirst().title(), one.rows()))
            .toList());
  }

  /** Whether something is worse on the second side, confirmed or not. */
  public boolean worse() {
    return worseRows().findAny().isPresent();
  }

  /**
   * Whether something is worse on the second side by more than the difference between equal runs.
   */
  public boolean confirmedWorse() {
    return worseRows().anyMatch(ComparedSeries::confirmed);
  }

  private Stream<ComparedSeries> worseRows() {
    return experiments.stream()
        .flatMap(compared -> compared.rows().stream())
        .filter(row -> row.answer() == Difference.WORSE);
  }
}
