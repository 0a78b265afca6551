package ledger.evidence.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a condition that a host does not meet, or for which that is unknown. */
public sealed interface Unmet {
  /**
   * One of several names was required.
   *
   * @param what such as {@code backend}
   * @param seen the host's; null if it is unknown
   */
  record Name(String what, List<String> allowed, @Nullable String seen) implements Unmet {}

  /**
   * Another version of a package was required.
   *
   * @param name the package
   * @param wanted a version specifier
   * @param seen the host's; null if it is unknown
   */
  record PackageVersion(String name, String wanted, @Nullable String seen) implements Unmet {}

  /** The host's version of a package cannot be compared with the specifier. */
  record NotComparable(String name, String wanted, String seen) implements Unmet {}
}
