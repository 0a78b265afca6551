package ledger.evidence.record;

import org.jspecify.annotations.Nullable;

/**
 * How busy the host was beside the run itself, since the reading before.
 *
 * @param at how many samples had been taken
 * @param average the load average over one minute
 * @param others cores that other processes kept busy; null where the system does not tell
 * @param throttled whether heat slowed a processor down; null where the system does not tell
 */
public record LoadReading(
    int at, double average, @Nullable Double others, @Nullable Boolean throttled) {}
