package ledger.evidence.record;

import org.jspecify.annotations.Nullable;

/**
 * How busy the host was, apart from the run itself, since the previous reading.
 *
 * @param at how many samples had been taken
 * @param average the load average over one minute
 * @param others cores that other processes kept busy; null if the system does not report it
 * @param throttled whether heat slowed a processor down; null if the system does not report it
 */
public record LoadReading(
    int at, double average, @Nullable Double others, @Nullable Boolean throttled) {}
