package ledger.experiment.run;

import java.util.function.LongUnaryOperator;

/**
 * What a run may take beside its time.
 *
 * @param memory of the host's memory in bytes, what its processes may hold together, on Linux; zero
 *     for any
 * @param output bytes of its log, and as many of its events; zero for any
 */
public record RunLimits(LongUnaryOperator memory, long output) {
  static final RunLimits NONE = new RunLimits(total -> 0, 0);
}
