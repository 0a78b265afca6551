package ledger.evidence.claim;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one metric with the same parameters and arm, warm-ups left out.
 *
 * @param count how many
 * @param median in the metric's unit
 * @param low lower end of the median's 95 % confidence interval; NaN where the samples are too few
 *     for one
 * @param high upper end, likewise
 * @param values raw, in the order taken
 */
public record MetricSummary(
    Metric metric,
    SortedMap<String, String> parameters,
    @Nullable String arm,
    int count,
    double median,
    double low,
    double high,
    java.util.List<Double> values) {}
