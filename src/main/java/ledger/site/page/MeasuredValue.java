package ledger.site.page;

import java.util.List;
import ledger.evidence.claim.MetricSummary;
import ledger.text.Numbers;

/**
 * What was measured of a series: rounded for reading, and with full precision.
 *
 * @param text the median with its unit
 * @param interval the 95 % interval with its unit, or {@code no interval}
 * @param n how many samples
 */
public record MeasuredValue(
    String text, String interval, double median, double low, double high, String unit, int n) {
  /** The fields by which a reference in a task's prose names them. */
  public static final List<String> FIELDS =
      List.of("text", "interval", "median", "low", "high", "unit", "n");

  public static MeasuredValue of(MetricSummary summary) {
    Numbers.Scale scale = Numbers.scale(summary.metric().unit(), summary.median());
    String interval =
        summary.interval().exists()
            ? scale.number(summary.interval().low())
                + " to "
                + scale.with(summary.interval().high())
            : "no interval";
    return new MeasuredValue(
        scale.with(summary.median()),
        interval,
        summary.median(),
        summary.interval().low(),
        summary.interval().high(),
        summary.metric().unit(),
        summary.count());
  }

  /** Whether there is an interval of more than one point. */
  public boolean hasInterval() {
    return low < high;
  }
}
