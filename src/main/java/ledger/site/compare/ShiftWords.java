package ledger.site.compare;

import java.util.List;
import java.util.stream.Collectors;
import ledger.evidence.compare.ComparedSeries;
import ledger.text.Numbers;

/** The figures of a compared series, in the unit in which its medians are read. */
final class ShiftWords {
  private static final int MOST_RUNS = 6;

  private final ComparedSeries row;
  private final Numbers.Scale scale;

  ShiftWords(ComparedSeries row) {
    this.row = row;
    double largest = Math.max(Math.abs(row.first()), Math.abs(row.second()));
    this.scale = Numbers.scale(row.metric().unit(), largest);
  }

  String first() {
    return median(row.first());
  }

  String second() {
    return median(row.second());
  }

  /** With all its digits where fewer would make different sides look the same. */
  private String median(double value) {
    boolean alike =
        row.first() != row.second() && scale.with(row.first()).equals(scale.with(row.second()));
    return alike ? Numbers.full(value, row.metric().unit()) : scale.with(value);
  }

  /** The shift; empty for exact metrics. */
  String shift() {
    return Double.isNaN(row.shift()) ? "" : amount(row.shift());
  }

  /** Its interval; empty if there is none. */
  String interval() {
    return row.interval().exists()
        ? amount(row.interval().low()) + " to " + amount(row.interval().high())
        : "";
  }

  /** What a shift must exceed; empty for exact metrics. */
  String noise() {
    if (Double.isNaN(row.noise())) {
      return "";
    }
    String noise =
        !row.relative()
            ? scale.with(row.noise())
            : row.noise() > 1
                ? "a factor of " + Numbers.number(1 + row.noise())
                : Numbers.number(Math.round(row.noise() * 1000) / 10.0) + "\u00A0%";
    return row.freedom() > 0 ? noise : "assumed: " + noise;
  }

  /**
   * The medians of a side's runs, which its one figure leaves out: that of the newest is what the
   * task's page shows.
   *
   * @param medians newest first
   */
  String runs(List<Double> medians) {
    if (medians.stream().map(scale::with).distinct().count() < 2) {
      return "";
    }
    String shown =
        medians.stream().limit(MOST_RUNS).map(scale::with).collect(Collectors.joining(", "));
    return "runs, newest first: " + shown + (medians.size() > MOST_RUNS ? " …" : "");
  }

  private String amount(double value) {
    String sign = value > 0 ? "+" : "";
    return row.relative()
        ? sign + Numbers.tenths(value * 100).replace('-', '−') + "\u00A0%"
        : sign + scale.with(value);
  }
}
