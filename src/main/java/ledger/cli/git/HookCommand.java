package ledger.cli.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.git.Checkout;
import ledger.git.hook.HookFramework;
import ledger.git.hook.HookProbe;
import ledger.git.hook.HookStatus;
import ledger.git.hook.Hooks;
import ledger.git.hook.MergeDriver;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "hook",
    mixinStandardHelpOptions = true,
    description = {
      "Git's hooks: they check the ledger that is committed, merged, rebased or checked out.",
      "They change nothing and run no experiment. Hooks that are there already run first and come"
          + " back with 'uninstall'."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger hook install",
      "  ledger hook install --merge-driver",
      "  ledger hook status              has git run each of them, now",
      "  ledger hook uninstall"
    })
public final class HookCommand extends LedgerCommand {
  /** What to do with the hooks. */
  enum Action {
    install,
    uninstall,
    status
  }

  @Parameters(paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
  private Action action;

  @Option(
      names = "--chain",
      description = "Install beside husky, lefthook or pre-commit, which may overwrite it.")
  private boolean chain;

  @Option(
      names = "--merge-driver",
      description = "Have git merge the ledger and its pages by tasks and cells, too.")
  private boolean mergeDriver;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  /** A hook and whether git runs it; null where that was not tried. */
  private record Told(HookStatus status, HookProbe.@Nullable Answer answer) {
    boolean works() {
      return status.state() == HookStatus.State.INSTALLED
          && status.launcherRuns()
          && answer != HookProbe.Answer.SILENT;
    }
  }

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspace();
    Path ledger = workspace.ledger();
    Optional<Checkout> found = Checkout.find(ledger, context().env());
    if (found.isEmpty()) {
      throw Failure.cannot(shown(ledger) + " is in no git repository", "git init makes one");
    }
    try (Checkout checkout = found.get()) {
      Hooks hooks = Hooks.of(checkout, ledger, launcher());
      MergeDriver driver =
          MergeDriver.of(checkout, ledger, workspace.archive(), workspace.pages(), launcher());
      if (action == Action.install && mergeDriver) {
        driver.install();
      } else if (action == Action.uninstall) {
        driver.uninstall();
      }
      if (action == Action.install && hooks.framework().isPresent() && !chain) {
        return explain(hooks.framework().get());
      }
      List<HookStatus> all =
          switch (action) {
            case install -> hooks.install();
            case uninstall -> hooks.uninstall();
            case status -> hooks.status();
          };
      List<Told> told = new ArrayList<>();
      for (HookStatus status : all) {
        boolean ask = action != Action.uninstall && status.state() == HookStatus.State.INSTALLED;
        told.add(new Told(status, ask ? hooks.fires(status.kind()) : null));
      }
      report(told, hooks.framework(), driver.isInstalled());
      boolean wired = hooks.framework().map(HookFramework::wired).orElse(false);
      boolean good = action == Action.uninstall || told.stream().allMatch(Told::works) || wired;
      return good ? ExitCode.OK : ExitCode.NO;
    }
  }

  private int explain(HookFramework framework) {
    if (framework.wired()) {
      console()
          .print(framework.name() + " calls ledger already  (" + shown(framework.file()) + ")");
      return ExitCode.OK;
    }
    console()
        .print(
            framework.name()
                + " manages the hooks here. Add this to "
                + shown(framework.file())
                + ":");
    console().print("");
    framework.addition().lines().forEach(line -> console().print("  " + line));
    console().print("");
    console().note("nothing was installed; 'ledger hook install --chain' installs all the same");
    return ExitCode.NO;
  }

  private void report(List<Told> told, Optional<HookFramework> framework, boolean merges) {
    if (json) {
      console()
          .print(
              Json.write(
                  Json.object(
                      "schema",
                      "ledger-hooks/1",
                      "hooks",
                      told.stream().map(HookCommand::json).toList(),
                      "mergeDriver",
                      merges,
                      "framework",
                      framework
                          .map(f -> Json.object("name", f.name(), "wired", f.wired()))
                          .orElse(null))));
      return;
    }
    told.forEach(this::print);
    console()
        .print(
            merges
                ? "merge driver: git merges the ledger by tasks and cells"
                : "merge driver: none; 'ledger hook install --merge-driver' adds it");
    if (told.stream().anyMatch(t -> t.status().shared())) {
      console().print("core.hooksPath names a folder that other repositories may share");
    }
    framework.ifPresent(
        f ->
            console()
                .print(
                    f.name()
                        + " manages hooks here "
                        + (f.wired()
                            ? "and calls ledger"
                            : "and does not call ledger; 'ledger hook install' says what to add")
                        + "  ("
                        + shown(f.file())
                        + ")"));
  }

  private static Map<String, @Nullable Object> json(Told told) {
    HookStatus status = told.status();
    HookProbe.Answer answer = told.answer();
    return Json.object(
        "name",
        status.kind().file(),
        "file",
        status.file().toString(),
        "state",
        status.state().name().toLowerCase(Locale.ROOT),
        "earlier",
        status.earlier() == null ? null : status.earlier().toString(),
        "launcher",
        status.launcher() == null ? null : status.launcher().toString(),
        "launcherRuns",
        status.launcherRuns(),
        "fires",
        (answer == null || answer == HookProbe.Answer.UNKNOWN)
            ? null
            : answer == HookProbe.Answer.FIRES);
  }

  private void print(Told told) {
    HookStatus status = told.status();
    String state =
        switch (status.state()) {
          case INSTALLED -> installed(told);
          case OUTDATED -> "was written by another version; run 'ledger hook install'";
          case OTHER -> "is somebody else's; 'ledger hook install' chains it";
          case ABSENT -> "is not installed";
        };
    console().print(status.kind().file() + " " + state + "  (" + shown(status.file()) + ")");
    if (status.earlier() != null) {
      console().print("  runs first: " + shown(status.earlier()));
    }
  }

  private static String installed(Told told) {
    if (!told.status().launcherRuns()) {
      return "cannot run: " + told.status().launcher() + " is gone";
    }
    HookProbe.Answer answer = told.answer() == null ? HookProbe.Answer.UNKNOWN : told.answer();
    String work = told.status().kind().refuses() ? "refuses a broken ledger" : "warns";
    return switch (answer) {
      case FIRES -> "fires: it " + work;
      case SILENT -> "is installed, but git does not run it; see 'git config core.hooksPath'";
      case UNKNOWN -> "is installed: it " + work + "; not tried, that needs git 2.36 or newer";
    };
  }

  /** The launcher says where it is; without it the hook could not call anything. */
  private Path launcher() throws Failure {
    String path = System.getProperty("ledger.launcher");
    if (path == null) {
      throw Failure.cannot(
          "the hook needs the launcher", "call this by bin/ledger, not by java -jar");
    }
    return Path.of(path);
  }
}
