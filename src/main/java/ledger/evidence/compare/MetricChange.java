package ledger.evidence.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.document.TaskId;

/**
 * The series of one metric that changed in the same way: one line of a summary.
 *
 * @param title the experiment's
 * @param series at least one, the largest change first
 */
public record MetricChange(TaskId task, String title, List<ComparedSeries> series) {
  /**
   * All that was compared of an experiment.
   *
   * @param title the experiment's
   */
  public record ComparedRows(TaskId task, String title, List<ComparedSeries> rows) {}

  private record MetricAnswer(String metric, Difference answer, boolean confirmed) {}

  /** What changed, confirmed changes first and the largest first, whichever experiment it is of. */
  public static List<MetricChange> ranked(List<ComparedRows> experiments) {
    List<MetricChange> all = new ArrayList<>();
    for (ComparedRows compared : experiments) {
      Map<MetricAnswer, List<ComparedSeries>> byKind = new LinkedHashMap<>();
      compared.rows.stream()
          .filter(ComparedSeries::changed)
          .sorted(ComparedSeries.MOST_TELLING)
          .forEach(
              row ->
                  byKind
                      .computeIfAbsent(
                          new MetricAnswer(row.metric().id(), row.answer(), row.confirmed()),
                          kind -> new ArrayList<>())
                      .add(row));
      byKind
          .values()
          .forEach(
              rows -> all.add(new MetricChange(compared.task, compared.title, List.copyOf(rows))));
    }
    all.sort(Comparator.comparing(MetricChange::largest, ComparedSeries.MOST_TELLING));
    return List.copyOf(all);
  }

  /** The series that changed most. */
  public ComparedSeries largest() {
    return series.getFirst();
  }

  public Difference answer() {
    return largest().answer();
  }

  public boolean confirmed() {
    return largest().confirmed();
  }
}
