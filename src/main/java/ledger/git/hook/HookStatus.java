package ledger.git.hook;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a hook stands.
 *
 * @param kind which hook
 * @param file where git looks for it
 * @param state whose it is
 * @param earlier the hook that was there before and runs first, if there is one
 * @param launcher what the hook calls, with links as they are; nothing unless it is ledger's
 * @param launcherRuns whether that is there and may be run
 * @param shared whether the hook serves other repositories too: {@code core.hooksPath} names a
 *     folder outside of this one
 */
public record HookStatus(
    HookKind kind,
    Path file,
    HookState state,
    @Nullable Path earlier,
    @Nullable Path launcher,
    boolean launcherRuns,
    boolean shared) {
  /** Whose hook it is. */
  public enum HookState {
    /** There is no hook. */
    ABSENT,
    /** Someone else's. */
    OTHER,
    /** Ledger's, as this version would write it. */
    INSTALLED,
    /** Ledger's, of another version, or for another ledger or launcher. */
    OUTDATED
  }

  /** Whether ledger wrote it, whatever its version. */
  boolean isOurs() {
    return state == HookState.INSTALLED || state == HookState.OUTDATED;
  }
}
