package ledger.evidence.record;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One measurement, as taken.
 *
 * @param series what was measured
 */
public record Sample(SeriesKey series, double value, boolean warmup) {
  /** A sample with a series key of its own; samples of one series may also share the key. */
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
