package ledger.app.git;

import ledger.git.hook.HookFramework;

/** The result of installing the hooks. */
public sealed interface HookInstallResult {
  /** They are installed. */
  record HooksInstalled(HookStatusResult status) implements HookInstallResult {}

  /** No hook was written: a tool manages the hooks here. */
  record LeftToFramework(HookFramework framework) implements HookInstallResult {}
}
