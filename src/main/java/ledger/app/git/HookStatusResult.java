package ledger.app.git;

import java.util.List;
import java.util.Optional;

/**
 * The state of a checkout's hooks.
 *
 * @param ledgers the ledgers that ledger's own hooks check, as paths from the repository's root
 * @param gone those of them that are not here
 * @param mergeDriver whether git merges the ledger by tasks and cells
 * @param onlyNamed whether git is told to do so, but this clone does not say how, so that it merges
 *     by lines
 * @param framework the tool that manages the hooks here, if there is one
 */
public record HookStatusResult(
    List<TriedHook> hooks,
    List<String> ledgers,
    List<String> gone,
    boolean mergeDriver,
    boolean onlyNamed,
    Optional<TriedFramework> framework) {
  /** Whether the ledger is checked, by every hook or by the tool that manages them. */
  public boolean works() {
    return hooks.stream().allMatch(TriedHook::works)
        || framework.map(TriedFramework::works).orElse(false);
  }
}
