package ledger.site.chart;

import java.util.List;
import java.util.Locale;
import ledger.evidence.claim.MetricSummary;
import ledger.site.page.Html;
import org.jspecify.annotations.Nullable;

/** A median on its interval, small enough for a table's cell, among those of other places. */
public final class IntervalMark {
  private static final double LENGTH = 96;
  private static final double EDGE = 4;

  private IntervalMark() {}

  /**
   * Draws one; null if all places say the same, so that there is nothing to see.
   *
   * @param all of every place, which share one scale
   */
  public static @Nullable Html of(MetricSummary summary, List<MetricSummary> all) {
    double low = all.stream().mapToDouble(IntervalMark::low).min().orElse(0);
    double high = all.stream().mapToDouble(IntervalMark::high).max().orElse(0);
    if (!(high > low) || Double.isInfinite(high - low)) {
      return null;
    }
    boolean log = Axes.isLog(List.of(low, high));
    double from = place(low(summary), low, high, log);
    double to = place(high(summary), low, high, log);
    double at = place(summary.median(), low, high, log);
    return new Html(
        String.format(
            Locale.ROOT,
            "<svg class=\"mark\" viewBox=\"0 0 %.0f 8\" aria-hidden=\"true\"><path class=\"s-grid\""
                + " d=\"M0 4H%.0f\"/><path class=\"s-ink\" d=\"M%.1f 4H%.1f\"/><circle"
                + " class=\"f-ink\" cx=\"%.1f\" cy=\"4\" r=\"3\"/></svg>",
            LENGTH,
            LENGTH,
            from,
            to,
            at));
  }

  private static double low(MetricSummary summary) {
    return summary.interval().hasWidth() ? summary.interval().low() : summary.median();
  }

  private static double high(MetricSummary summary) {
    return summary.interval().hasWidth() ? summary.interval().high() : summary.median();
  }

  private static double place(double value, double low, double high, boolean log) {
    double share =
        log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return EDGE + share * (LENGTH - 2 * EDGE);
  }
}
