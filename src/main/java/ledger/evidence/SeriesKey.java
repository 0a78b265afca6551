package ledger.evidence;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What tells one series of samples from another. */
record SeriesKey(String metric, SortedMap<String, String> parameters, @Nullable String arm) {
  static SeriesKey of(MetricSummary summary) {
    return new SeriesKey(summary.metric().id(), summary.parameters(), summary.arm());
  }

  @Override
  public String toString() {
    StringBuilder name = new StringBuilder(metric);
    parameters.forEach((key, value) -> name.append(' ').append(key).append('=').append(value));
    return arm == null ? name.toString() : name.append(' ').append(arm).toString();
  }
}
