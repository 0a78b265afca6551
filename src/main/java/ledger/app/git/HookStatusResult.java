package ledger.app.git;

import java.util.List;
import java.util.Optional;
import ledger.git.hook.HookFramework;

/**
 * The state of a checkout's hooks.
 *
 * @param mergeDriver whether git merges the ledger by tasks and cells
 * @param framework the tool that manages the hooks here, if there is one
 */
public record HookStatusResult(
    List<TriedHook> hooks, boolean mergeDriver, Optional<HookFramework> framework) {
  /** Whether the ledger is checked, by every hook or by the tool that manages them. */
  public boolean works() {
    return hooks.stream().allMatch(TriedHook::works)
        || framework.map(HookFramework::wired).orElse(false);
  }
}
