package ledger.site.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import ledger.text.Numbers;

/** Which form an axis takes. */
public final class Axes {
  private static final double LOG_FROM = 30;
  private static final double GEOMETRIC_FROM = 16;

  /** Between these, numbers can be placed on an axis. */
  private static final double SMALLEST = 1e-290;

  private static final double LARGEST = 1e290;
  private static final int FEWEST_BREAKS = 2;
  private static final int MOST_BREAKS = 6;

  /** The title of an axis whose marks are names. */
  static final String ROWS = "rows";

  private Axes() {}

  /** An axis for these values: logarithmic where they are all positive and far apart. */
  public static Plot.Axis continuous(String title, Collection<Double> values) {
    if (!isLog(values)) {
      return new Plot.Axis(title, false, List.of(), List.of(), limits(values, false));
    }
    double low = values.stream().mapToDouble(v -> v).min().orElse(1);
    double high = values.stream().mapToDouble(v -> v).max().orElse(1);
    int from = (int) Math.ceil(Math.log10(low) - 0.05);
    int to = (int) Math.floor(Math.log10(high) + 0.05);
    int step = Math.max(1, (int) Math.ceil((to - from + 1) / (double) MOST_BREAKS));
    List<Double> breaks = new ArrayList<>();
    for (int power = from; power <= to; power += step) {
      breaks.add(Math.pow(10, power));
    }
    if (breaks.size() < FEWEST_BREAKS) {
      breaks = between(low, high);
    }
    return new Plot.Axis(
        title, true, breaks, breaks.stream().map(Numbers::number).toList(), limits(values, true));
  }

  /** An axis for counts from zero: only whole numbers are marked. */
  public static Plot.Axis counts(String title, int most) {
    int power = (int) Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
    int step = Math.max(1, most > 5 * power ? 2 * power : most > 2 * power ? power : power / 2);
    List<Double> breaks = new ArrayList<>();
    for (int at = 0; at <= most; at += step) {
      breaks.add((double) at);
    }
    List<String> labels = breaks.stream().map(Numbers::number).toList();
    return new Plot.Axis(title, false, breaks, labels, limits(List.of(0.0, (double) most), false));
  }

  /** Once, twice and five times the powers of ten. */
  private static List<Double> between(double low, double high) {
    List<Double> breaks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      for (int times : new int[] {1, 2, 5}) {
        double value = times * Math.pow(10, power);
        if (value >= low * 0.95 && value <= high * 1.05) {
          breaks.add(value);
        }
      }
    }
    return breaks;
  }

  /**
   * An axis whose marks are at the values themselves, such as batch sizes: logarithmic where they
   * are far apart, or where each is the same multiple of the one before.
   */
  public static Plot.Axis marked(String title, Collection<Double> values) {
    TreeSet<Double> distinct = new TreeSet<>(values);
    boolean log = isLog(distinct) || isGeometric(distinct);
    List<Double> breaks = apart(distinct, log);
    return new Plot.Axis(
        title, log, breaks, breaks.stream().map(Numbers::number).toList(), limits(values, log));
  }

  /** The unit; without one, it is a count if all values are whole, and otherwise a ratio. */
  public static String title(Numbers.Scale scale, Collection<Double> values) {
    if (!scale.unit().isEmpty()) {
      return scale.unit();
    }
    return values.stream().allMatch(v -> v == Math.rint(v)) ? "count" : "ratio";
  }

  /** Rows from top to bottom. */
  static Plot.Axis rows(List<String> labels) {
    List<Double> breaks = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      breaks.add((double) -i);
    }
    return new Plot.Axis(ROWS, false, breaks, labels, List.of(0.5 - labels.size(), 0.5));
  }

  /**
   * The range of the values with some margin; zero is in it if it is near. Numbers too large or too
   * small to be placed are outside.
   */
  private static List<Double> limits(Collection<Double> values, boolean log) {
    double smallest = log ? SMALLEST : -LARGEST;
    double low = values.stream().mapToDouble(v -> v).min().orElse(0);
    double high = values.stream().mapToDouble(v -> v).max().orElse(1);
    low = Math.clamp(low, smallest, LARGEST);
    high = Math.clamp(high, smallest, LARGEST);
    if (log) {
      double room = Math.pow(Math.min(high / low, Double.MAX_VALUE), 0.05);
      return List.of(low / room, high * room);
    }
    double from = low > 0 && low < 0.4 * high ? 0 : low;
    double room = high > from ? (high - from) * 0.06 : Math.max(Math.abs(high) * 0.1, 1e-12);
    return List.of(from - (from == 0 ? room / 3 : room), high + room);
  }

  /** Leaves out marks whose labels would run into each other. */
  private static List<Double> apart(SequencedSet<Double> values, boolean log) {
    double room = (place(values.getLast(), log) - place(values.getFirst(), log)) / 9;
    List<Double> kept = new ArrayList<>();
    for (double value : values) {
      if (kept.isEmpty() || place(value, log) - place(kept.getLast(), log) >= room) {
        kept.add(value);
      }
    }
    return kept;
  }

  private static double place(double value, boolean log) {
    return log ? Math.log10(value) : value;
  }

  private static boolean isGeometric(SequencedSet<Double> values) {
    if (values.size() < 4 || values.getFirst() <= 0) {
      return false;
    }
    double ratio = 0;
    double before = 0;
    for (double value : values) {
      if (before > 0 && ratio > 0 && Math.abs(value / before / ratio - 1) > 0.01) {
        return false;
      }
      ratio = before > 0 ? value / before : 0;
      before = value;
    }
    return values.getLast() / values.getFirst() >= GEOMETRIC_FROM;
  }

  /** Whether these values, all positive, are far apart. */
  static boolean isLog(Collection<Double> values) {
    double low = values.stream().mapToDouble(v -> v).min().orElse(0);
    double high = values.stream().mapToDouble(v -> v).max().orElse(0);
    return low > 0 && high / low > LOG_FROM;
  }
}
