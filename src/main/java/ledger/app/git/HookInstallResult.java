package ledger.app.git;

import ledger.git.hook.HookFramework;

/** What came of putting the hooks in place. */
public sealed interface HookInstallResult {
  /** They are in place. */
  record HooksInstalled(HookStatusResult status) implements HookInstallResult {}

  /** No hook was written: a tool manages the hooks here. */
  record LeftToFramework(HookFramework framework) implements HookInstallResult {}
}
