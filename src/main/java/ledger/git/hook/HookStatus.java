package ledger.git.hook;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The state of a hook.
 *
 * @param kind which hook
 * @param file where git looks for it
 * @param state whose it is
 * @param earlier the hook that was there before and runs first, if any
 * @param launcher what the hook calls, with links unresolved; empty unless it is ledger's
 * @param launcherRuns whether that exists and can be executed
 * @param shared whether other repositories use the hook too: {@code core.hooksPath} names a folder
 *     outside this one
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
    /** Somebody else's. */
    OTHER,
    /** Ledger's, as this version would write it. */
    INSTALLED,
    /** Ledger's, as this version would write it, but it checks other ledgers only. */
    UNLISTED,
    /** Ledger's, from another version, or for another launcher. */
    OUTDATED
  }

  /** Whether ledger wrote it, whatever its version. */
  boolean isOurs() {
    return state != HookState.ABSENT && state != HookState.OTHER;
  }
}
