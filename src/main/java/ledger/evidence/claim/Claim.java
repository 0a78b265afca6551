package ledger.evidence.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A statement declared before any run, that measurements can refute.
 *
 * @param bound what the metric is compared with
 * @param unit the bound's unit; null for that of the metric
 * @param exact every sample must comply; there is no interval
 * @param where only samples with these parameters
 * @param arm only samples of this arm
 * @param when where the claim applies
 */
public record Claim(
    String id,
    String text,
    String metric,
    Bound bound,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unit,
    boolean exact,
    SortedMap<String, String> where,
    @Nullable String arm,
    Condition when) {
  /** A claim whose bound has the metric's unit. */
  public Claim(
      String id,
      String text,
      String metric,
      Bound bound,
      boolean exact,
      SortedMap<String, String> where,
      @Nullable String arm,
      Condition when) {
    this(id, text, metric, bound, null, exact, where, arm, when);
  }

  /** The bound in the unit of its metric; empty if the two units have nothing in common. */
  public Optional<Bound> boundIn(String metricUnit) {
    if (unit == null) {
      return Optional.of(bound);
    }
    return Units.conversion(unit, metricUnit).map(bound::converted);
  }

  /** Whether these samples are among those that the claim is about. */
  public boolean speaksOf(MetricSummary summary) {
    return isAbout(summary.metric().id(), summary.parameters(), summary.arm());
  }

  /** Whether a sample of this series is among those that the claim is about. */
  public boolean isAbout(String id, SortedMap<String, String> parameters, @Nullable String its) {
    return id.equals(metric)
        && (arm == null || arm.equals(its))
        && parameters.entrySet().containsAll(where.entrySet());
  }
}
