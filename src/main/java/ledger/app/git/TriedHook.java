package ledger.app.git;

import ledger.git.hook.HookProbe;
import ledger.git.hook.HookStatus;

/**
 * A hook.
 *
 * @param firing whether git runs it; unknown if that was not tried
 */
public record TriedHook(HookStatus status, HookProbe.Firing firing) {
  /** Whether it works, as far as is known. */
  public boolean works() {
    return status.state() == HookStatus.HookState.INSTALLED
        && status.launcherRuns()
        && firing != HookProbe.Firing.SILENT;
  }
}
