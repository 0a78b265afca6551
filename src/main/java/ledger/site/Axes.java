package ledger.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Which form an axis takes. */
final class Axes {
  private static final double LOG_FROM = 30;
  private static final int MOST_BREAKS = 6;

  private Axes() {}

  /** An axis for these values: logarithmic where they are all positive and far apart. */
  static Plot.Axis continuous(String title, Collection<Double> values) {
    if (!isLog(values)) {
      return new Plot.Axis(title, false, List.of(), List.of());
    }
    double low = values.stream().mapToDouble(v -> v).min().orElse(1);
    double high = values.stream().mapToDouble(v -> v).max().orElse(1);
    int from = (int) Math.floor(Math.log10(low));
    int to = (int) Math.ceil(Math.log10(high));
    int step = Math.max(1, (int) Math.ceil((to - from + 1) / (double) MOST_BREAKS));
    List<Double> breaks = new ArrayList<>();
    for (int power = from; power <= to; power += step) {
      breaks.add(Math.pow(10, power));
    }
    return new Plot.Axis(title, true, breaks, breaks.stream().map(Numbers::number).toList());
  }

  /** An axis whose values are few and each worth a mark. */
  static Plot.Axis marked(String title, Collection<Double> values) {
    TreeSet<Double> distinct = new TreeSet<>(values);
    if (distinct.size() > MOST_BREAKS + 2) {
      return continuous(title, values);
    }
    boolean log = isLog(distinct);
    List<Double> breaks = log ? new ArrayList<>(distinct) : apart(distinct);
    return new Plot.Axis(title, log, breaks, breaks.stream().map(Numbers::number).toList());
  }

  /** Rows from top to bottom. */
  static Plot.Axis rows(List<String> labels) {
    List<Double> breaks = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      breaks.add((double) -i);
    }
    return new Plot.Axis("", false, breaks, labels);
  }

  /** Leaves out marks whose labels would run into each other. */
  private static List<Double> apart(TreeSet<Double> values) {
    double room = (values.last() - values.first()) / 9;
    List<Double> kept = new ArrayList<>();
    for (double value : values) {
      if (kept.isEmpty() || value - kept.getLast() >= room) {
        kept.add(value);
      }
    }
    return kept;
  }

  private static boolean isLog(Collection<Double> values) {
    double low = values.stream().mapToDouble(v -> v).min().orElse(0);
    double high = values.stream().mapToDouble(v -> v).max().orElse(0);
    return low > 0 && high / low > LOG_FROM;
  }
}
