package ledger.evidence.claim;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one metric with the same parameters and arm, without warm-ups.
 *
 * @param count how many
 * @param median in the metric's unit
 * @param interval the median's 95 % confidence interval; none if there are too few samples for one
 * @param values raw, in the order taken
 */
public record MetricSummary(
    Metric metric,
    SortedMap<String, String> parameters,
    @Nullable String arm,
    int count,
    double median,
    Interval interval,
    List<Double> values) {}
