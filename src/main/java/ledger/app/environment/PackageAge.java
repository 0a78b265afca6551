package ledger.app.environment;

import java.util.List;

/**
 * A package that an environment asks for, beside the newest release.
 *
 * @param locked its versions in the lock file; several where systems differ
 * @param newest what the index has for this host and the environment's Python
 * @param wanted the versions that the environment admits, such as {@code ~=0.29.3}; empty for any
 */
public record PackageAge(
    String name, List<String> locked, String newest, String wanted, Release release) {
  /** How the lock file stands to the newest release. */
  public enum Release {
    /** It has the newest one. */
    NEWEST,
    /** It has an older one; locking it again brings the newest. */
    OLDER,
    /** It has an older one, and the environment does not admit the newest. */
    HELD_BACK
  }
}
