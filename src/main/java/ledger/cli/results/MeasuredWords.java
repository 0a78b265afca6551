package ledger.cli.results;

import ledger.evidence.claim.MetricSummary;
import ledger.evidence.compare.ComparedSeries;
import ledger.text.Numbers;

/** Measured values with the unit that readers know: µs, MiB, and none for a ratio. */
final class MeasuredWords {
  private MeasuredWords() {}

  /** A median with its interval. */
  static String value(MetricSummary summary) {
    boolean interval = summary.interval().exists();
    double largest = interval ? summary.interval().high() : summary.median();
    Numbers.Scale scale = Numbers.scale(summary.metric().unit(), largest);
    String range =
        interval
            ? " ("
                + brief(summary.interval().low(), scale)
                + " to "
                + brief(summary.interval().high(), scale)
                + ")"
            : "";
    return brief(summary.median(), scale) + range + unit(scale);
  }

  /** Both medians; with all their digits where a difference of exact values would not be seen. */
  static String change(ComparedSeries row) {
    // A difference that is no percentage stands beside them in the unit of the record.
    double largest = row.relative() ? Math.max(Math.abs(row.first()), Math.abs(row.second())) : 0;
    Numbers.Scale scale = Numbers.scale(row.metric().unit(), largest);
    String first = brief(row.first(), scale);
    String second = brief(row.second(), scale);
    boolean alike = row.metric().exact() && first.equals(second) && row.first() != row.second();
    return alike
        ? Numbers.full(row.first(), row.metric().unit())
            + " → "
            + Numbers.full(row.second(), row.metric().unit())
        : first + " → " + second + unit(scale);
  }

  /** A value or a difference in the unit in which the medians are shown. */
  static String brief(double value, Numbers.Scale scale) {
    return Numbers.brief(value / scale.divisor());
  }

  private static String unit(Numbers.Scale scale) {
    return scale.unit().isEmpty() ? "" : " " + scale.unit();
  }
}
