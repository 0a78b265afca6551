package ledger.evidence.record;

import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What distinguishes one series of samples from another. */
public final class SeriesKey {
  private final String metric;
  private final SortedMap<String, String> parameters;
  private final @Nullable String arm;

  /** Computed once: many maps ask for it, and a map's hash code is computed again each time. */
  private final int hash;

  /**
   * @param parameters by name, values as text
   * @param arm the variant that was measured, if there are several
   */
  public SeriesKey(String metric, SortedMap<String, String> parameters, @Nullable String arm) {
    this.metric = metric;
    this.parameters = parameters;
    this.arm = arm;
    this.hash = Objects.hash(metric, parameters, arm);
  }

  public String metric() {
    return metric;
  }

  public SortedMap<String, String> parameters() {
    return parameters;
  }

  public @Nullable String arm() {
    return arm;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof SeriesKey key
            && hash == key.hash
            && metric.equals(key.metric)
            && parameters.equals(key.parameters)
            && Objects.equals(arm, key.arm));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder name = new StringBuilder(metric);
    parameters.forEach((key, value) -> name.append(' ').append(key).append('=').append(value));
    return arm == null ? name.toString() : name.append(' ').append(arm).toString();
  }
}
