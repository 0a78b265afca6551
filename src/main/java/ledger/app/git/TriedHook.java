package ledger.app.git;

import ledger.git.hook.HookProbe;
import ledger.git.hook.HookStatus;

/**
 * A hook.
 *
 * @param firing whether git runs it; unknown where that was not tried
 */
public record TriedHook(HookStatus status, HookProbe.Firing firing) {
  /** Whether it does its work, as far as that is known. */
  public boolean works() {
    return status.state() == HookStatus.HookState.INSTALLED
        && status.launcherRuns()
        && firing != HookProbe.Firing.SILENT;
  }
}
