package ledger.evidence;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One measurement, as taken.
 *
 * @param parameters by name, values as text
 * @param arm the variant that was measured, if there are several
 */
public record Sample(
    String metric,
    double value,
    SortedMap<String, String> parameters,
    @Nullable String arm,
    boolean warmup) {}
