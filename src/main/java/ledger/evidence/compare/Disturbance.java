package ledger.evidence.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ledger.evidence.claim.Interval;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.LoadReading;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.Sample;
import org.jspecify.annotations.Nullable;

/**
 * How much other processes, or heat, may have disturbed the samples of one series.
 *
 * <p>Only plain times and rates are affected: bytes and counts are the same on a busy host, and a
 * ratio's arms take turns, so that what disturbs one disturbs the other. On a host with {@code c}
 * cores, of which others keep {@code o} busy, a fair scheduler makes a figure wrong by a factor of
 * at most {@code 1 + o / c}. The median is wrong only if the samples around it are, so the factor
 * is the median of the samples' factors.
 *
 * @param factor by which the median may be off, 1 or more
 * @param loaded how many of the samples were taken under load
 * @param count how many samples there are
 */
public record Disturbance(double factor, int loaded, int count) {
  /** The share of all cores that others may keep busy before a sample counts as under load. */
  static final double CALM = 0.25;

  /** The factor by which a throttled processor may change a sample. */
  private static final double THROTTLED = 2;

  static final Disturbance NONE = new Disturbance(1, 0, 0);

  private static final Set<String> TIMES = Set.of("ns", "us", "ms", "s", "min", "h");

  public static Disturbance of(RunRecord record, MetricSummary series) {
    Metric metric = series.metric();
    boolean rate = metric.unit().toLowerCase(Locale.ROOT).endsWith("/s");
    if (metric.exact() || record.load().isEmpty() || !(rate || TIMES.contains(metric.unit()))) {
      return NONE;
    }
    List<Double> factors = new ArrayList<>();
    List<Sample> samples = record.samples();
    for (int at = 0; at < samples.size(); at++) {
      Sample sample = samples.get(at);
      if (!sample.warmup()
          && sample.metric().equals(metric.id())
          && sample.parameters().equals(series.parameters())
          && java.util.Objects.equals(sample.arm(), series.arm())) {
        factors.add(factor(reading(record.load(), at), record.host().cores()));
      }
    }
    int loaded = (int) factors.stream().filter(factor -> factor > 1).count();
    double middle = factors.isEmpty() ? 1 : Statistics.median(factors);
    return new Disturbance(middle, loaded, factors.size());
  }

  /** The reading that covers a sample: the first one after it. */
  private static @Nullable LoadReading reading(List<LoadReading> readings, int at) {
    for (LoadReading reading : readings) {
      if (reading.at() > at) {
        return reading;
      }
    }
    return null;
  }

  private static double factor(@Nullable LoadReading reading, int cores) {
    if (reading == null) {
      return 1;
    }
    double factor = Boolean.TRUE.equals(reading.throttled()) ? THROTTLED : 1;
    Double others = reading.others();
    if (others != null && cores > 0 && others > CALM * cores) {
      factor = Math.max(factor, 1 + others / cores);
    }
    return factor;
  }

  public boolean matters() {
    return factor > 1;
  }

  /** The interval, widened by what the disturbance may explain. */
  public Interval widened(Interval interval) {
    double low = interval.low();
    double high = interval.high();
    return new Interval(
        low >= 0 ? low / factor : low * factor, high >= 0 ? high * factor : high / factor);
  }
}
