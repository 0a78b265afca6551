package ledger.cli.git;

import java.nio.file.Path;
import ledger.app.git.HookInstallRequest;
import ledger.app.git.HookInstallResult;
import ledger.app.git.HookStatusResult;
import ledger.app.session.Failure;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "hook",
    mixinStandardHelpOptions = true,
    description = {
      "Manage git hooks that check the ledger when it is committed, merged, rebased or checked out.",
      "They change nothing and run no experiments. Existing hooks still run first, and 'uninstall'"
          + " restores them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger hook install",
      "  ledger hook install --merge-driver",
      "  ledger hook status              have git run each of them now",
      "  ledger hook uninstall"
    })
public final class HookCommand extends LedgerCommand {
  /** What to do with the hooks. */
  enum HookAction {
    install,
    uninstall,
    status
  }

  @Parameters(paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
  private HookAction action;

  @Option(
      names = "--chain",
      description =
          "Install even if husky, lefthook or pre-commit manages the hooks, and may overwrite it.")
  private boolean chain;

  @Option(
      names = "--merge-driver",
      description = "Also have git merge the ledger and its pages by tasks and cells.")
  private boolean mergeDriver;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (action != HookAction.install && (chain || mergeDriver)) {
      throw Failure.wrongRequest(
          "--chain and --merge-driver go with 'hook install' only",
          "'hook uninstall' removes the merge driver too");
    }
    Path launcher = launcher();
    return switch (action) {
      case install ->
          switch (app().hook().install(new HookInstallRequest(launcher, chain, mergeDriver))) {
            case HookInstallResult.HooksInstalled installed -> report(installed.status());
            case HookInstallResult.LeftToFramework left -> left(left);
          };
      case uninstall -> {
        report(app().hook().uninstall(launcher));
        yield ExitCode.OK;
      }
      case status -> report(app().hook().status(launcher));
    };
  }

  private int left(HookInstallResult.LeftToFramework left) {
    if (json) {
      console().text(HookText.json(left));
      return left.additions().isEmpty() ? ExitCode.OK : ExitCode.NO;
    }
    return HookText.explain(this, left);
  }

  private int report(HookStatusResult result) {
    if (json) {
      console().text(HookText.json(result));
    } else {
      HookText.print(this, result);
    }
    return result.works() ? ExitCode.OK : ExitCode.NO;
  }
}
