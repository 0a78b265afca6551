package ledger.app.git;

import java.nio.file.Path;
import ledger.git.hook.HookProbe;

/**
 * A tool that manages the hooks.
 *
 * @param file what configures it
 * @param wired whether it calls ledger for this ledger on commits
 * @param merges whether it does so on merges too
 * @param installed whether git runs the tool here
 * @param firing whether the tool ran the call; unknown if that was not tried
 */
public record TriedFramework(
    String name,
    Path file,
    boolean wired,
    boolean merges,
    boolean installed,
    HookProbe.Firing firing) {
  /** Whether it works, as far as is known. */
  public boolean works() {
    return wired && merges && installed && firing != HookProbe.Firing.SILENT;
  }
}
