package ledger.evidence.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a condition that a host does not meet, or of which nobody knows whether it does. */
public sealed interface Unmet {
  /**
   * One of several names was asked for.
   *
   * @param what such as {@code backend}
   * @param seen the host's; null where it is unknown
   */
  record Name(String what, List<String> allowed, @Nullable String seen) implements Unmet {}

  /**
   * Another version of MLX was asked for.
   *
   * @param wanted a version specifier
   * @param seen the host's; null where it is unknown
   */
  record MlxVersion(String wanted, @Nullable String seen) implements Unmet {}

  /** The host's version of MLX cannot be compared with the specifier. */
  record NotComparable(String wanted, String seen) implements Unmet {}
}
