package ledger.app.git;

import java.nio.file.Path;
import java.util.List;
import ledger.git.framework.HookFramework.Addition;
import ledger.git.framework.HookFramework.Chained;

/** The result of installing the hooks. */
public sealed interface HookInstallResult {
  /** They are installed. */
  record HooksInstalled(HookStatusResult status) implements HookInstallResult {}

  /**
   * No hook was written: a tool manages the hooks here.
   *
   * @param file what configures it
   * @param additions what to add so that it checks the ledger; empty if it does already
   * @param afterwards a command to run then; empty if none is needed
   * @param chained what would become of a hook that is installed all the same
   * @param byPath whether other clones have to find ledger's command on the PATH
   */
  record LeftToFramework(
      String name,
      Path file,
      List<Addition> additions,
      String afterwards,
      Chained chained,
      boolean byPath)
      implements HookInstallResult {}
}
