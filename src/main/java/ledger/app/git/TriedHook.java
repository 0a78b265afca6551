package ledger.app.git;

import ledger.git.hook.HookProbe;
import ledger.git.hook.HookStatus;

/**
 * A hook.
 *
 * @param answer whether git runs it; unknown if that was not tried
 */
public record TriedHook(HookStatus status, HookProbe.Answer answer) {
  /** Whether it works, as far as is known. */
  public boolean works() {
    return status.state() == HookStatus.State.INSTALLED
        && status.launcherRuns()
        && answer != HookProbe.Answer.SILENT;
  }
}
