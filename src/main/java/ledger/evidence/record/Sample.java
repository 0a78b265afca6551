package ledger.evidence.record;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One measurement, as taken.
 *
 * @param series what was measured
 */
public record Sample(SeriesKey series, double value, boolean warmup) {
  /** A sample of a series of its own making; those of one series may also share it. */
  public Sample(
      String metric,
      double value,
      SortedMap<String, String> parameters,
      @Nullable String arm,
      boolean warmup) {
    this(new SeriesKey(metric, parameters, arm), value, warmup);
  }

  public String metric() {
    return series.metric();
  }

  public SortedMap<String, String> parameters() {
    return series.parameters();
  }

  public @Nullable String arm() {
    return series.arm();
  }
}
