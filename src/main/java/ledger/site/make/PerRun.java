package ledger.site.make;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table's row: a cell for each run, or one if all runs say the same. */
final class PerRun {
  private PerRun() {}

  /**
   * A value for each run.
   *
   * @param byRun values by the run's number
   * @param runs how many there are
   * @return what is shown of each run, null for a run without a value
   */
  static <T, R> List<@Nullable R> of(Map<Integer, T> byRun, int runs, Function<T, R> shown) {
    List<@Nullable R> row = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      T value = byRun.get(run);
      row.add(value == null ? null : shown.apply(value));
    }
    return once(row);
  }

  /** One cell for all runs, if they say the same. */
  static <R> List<@Nullable R> once(List<@Nullable R> row) {
    R first = row.isEmpty() ? null : row.getFirst();
    return first != null && row.stream().allMatch(first::equals) ? List.of(first) : row;
  }
}
