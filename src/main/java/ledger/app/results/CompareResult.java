package ledger.app.results;

import java.util.List;
import java.util.stream.Stream;
import ledger.evidence.compare.ComparedSeries;
import ledger.evidence.compare.Difference;

/**
 * What was compared.
 *
 * @param experiments those that ran on both sides
 */
public record CompareResult(List<ExperimentComparison> experiments) {
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
