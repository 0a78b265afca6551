package ledger.experiment;

import java.util.function.LongSupplier;

/**
 * What a run may take beside its time.
 *
 * @param memory bytes that its processes may hold together, on Linux; zero for any; asked before
 *     each run
 * @param output bytes of its log, and as many of its events; zero for any
 */
public record RunLimits(LongSupplier memory, long output) {
  static final RunLimits NONE = new RunLimits(() -> 0, 0);
}
