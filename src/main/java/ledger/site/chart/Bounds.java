package ledger.site.chart;

import java.util.ArrayList;
import java.util.List;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Condition;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/** What a claim demands, in words. */
public final class Bounds {
  private Bounds() {}

  /**
   * The bound and its value.
   *
   * @param metricUnit for a bound without a unit of its own
   */
  public static String text(Claim claim, String metricUnit) {
    String unit = claim.unit() == null ? metricUnit : claim.unit();
    String bound =
        switch (claim.bound()) {
          case Bound.AtLeast least -> "at least " + Numbers.with(least.value(), unit);
          case Bound.AtMost most -> "at most " + Numbers.with(most.value(), unit);
          case Bound.EqualTo same -> "exactly " + Numbers.with(same.value(), unit);
          case Bound.Between between ->
              Numbers.with(between.low(), unit) + " to " + Numbers.with(between.high(), unit);
        };
    return claim.exact() ? bound + ", every sample" : bound;
  }

  /** Which samples it is about and where it applies; null for all and everywhere. */
  public static @Nullable String where(Claim claim) {
    List<String> parts = new ArrayList<>();
    claim.where().forEach((name, value) -> parts.add(name + " = " + value));
    if (claim.arm() != null) {
      parts.add("arm " + claim.arm());
    }
    Condition when = claim.when();
    if (!when.backend().isEmpty()) {
      parts.add("on " + String.join(" or ", when.backend()));
    }
    if (!when.blas().isEmpty()) {
      parts.add("with BLAS " + String.join(" or ", when.blas()));
    }
    when.demands().forEach((name, wanted) -> parts.add(name + " " + wanted));
    return parts.isEmpty() ? null : String.join(", ", parts);
  }
}
