package ledger.app.environment;

import java.util.List;
import ledger.app.session.FileDiff;

/**
 * What locking again changed, or would change.
 *
 * @param files the lock file, if it changes
 * @param changes packages whose versions differ, by name
 */
public record EnvUpdateResult(List<FileDiff> files, List<LockedChange> changes) {
  /**
   * A package.
   *
   * @param before its versions; empty if it is new
   * @param after its versions; empty if it is gone
   */
  public record LockedChange(String name, List<String> before, List<String> after) {}
}
