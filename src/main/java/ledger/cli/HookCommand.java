package ledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import ledger.git.Checkout;
import ledger.git.HookStatus;
import ledger.git.Hooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "hook",
    mixinStandardHelpOptions = true,
    description = {
      "The pre-commit hook: it checks the staged ledger, changes nothing and runs no experiment.",
      "A hook that is there already runs first and comes back with 'uninstall'."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ledger hook install", "  ledger hook status", "  ledger hook uninstall"})
final class HookCommand extends LedgerCommand {
  /** What to do with the hook. */
  enum Action {
    install,
    uninstall,
    status
  }

  @Parameters(paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
  private Action action;

  @Override
  public Integer call() throws Exception {
    Path ledger = workspace().ledger();
    Optional<Checkout> found = Checkout.find(ledger, context().env());
    if (found.isEmpty()) {
      throw new Failure(
          ExitCode.CANNOT, shown(ledger) + " is in no git repository", "git init makes one");
    }
    try (Checkout checkout = found.get()) {
      Hooks hooks = Hooks.of(checkout, ledger, launcher());
      HookStatus status =
          switch (action) {
            case install -> hooks.install();
            case uninstall -> hooks.uninstall();
            case status -> hooks.status();
          };
      print(status);
      boolean asked =
          action != Action.status
              || (status.state() == HookStatus.State.INSTALLED && status.launcherRuns());
      return asked ? ExitCode.OK : ExitCode.NO;
    }
  }

  private void print(HookStatus status) throws IOException {
    String state =
        switch (status.state()) {
          case INSTALLED ->
              status.launcherRuns()
                  ? "checks the staged ledger"
                  : "cannot run: " + status.launcher() + " is gone";
          case OUTDATED -> "was written by another version; run 'ledger hook install'";
          case OTHER -> "is somebody else's; 'ledger hook install' chains it";
          case ABSENT -> "is not installed";
        };
    console().print(status.name() + " " + state + "  (" + shown(status.file()) + ")");
    if (status.earlier() != null) {
      console().print("  runs first: " + shown(status.earlier()));
    }
    if (status.shared()) {
      console().print("  core.hooksPath names a folder that other repositories may share");
    }
  }

  /** The launcher says where it is; without it the hook could not call anything. */
  private Path launcher() throws Failure {
    String path = System.getProperty("ledger.launcher");
    if (path == null) {
      throw new Failure(
          ExitCode.CANNOT,
          "the hook needs the launcher",
          "call this by bin/ledger, not by java -jar");
    }
    return Path.of(path);
  }
}
