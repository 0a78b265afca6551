package ledger.cli.git;

import java.util.Locale;
import java.util.Map;
import ledger.app.git.HookStatusResult;
import ledger.app.git.TriedHook;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.git.hook.HookFramework;
import ledger.git.hook.HookProbe;
import ledger.git.hook.HookStatus;
import org.jspecify.annotations.Nullable;

/** Hooks in words and in JSON. */
final class HookText {
  private HookText() {}

  /** What to do where another tool manages the hooks; returns the exit code. */
  static int explain(LedgerCommand command, HookFramework framework) {
    Console console = command.console();
    String file = command.shown(framework.file());
    if (framework.wired()) {
      console.print(framework.name() + " already calls ledger  (" + file + ")");
      return ExitCode.OK;
    }
    console.print(framework.name() + " manages the hooks here. Add this to " + file + ":");
    console.print("");
    framework.addition().lines().forEach(line -> console.print("  " + line));
    console.print("");
    console.note("nothing was installed; 'ledger hook install --chain' installs anyway");
    return ExitCode.NO;
  }

  static void print(LedgerCommand command, HookStatusResult result) {
    Console console = command.console();
    result.hooks().forEach(hook -> print(command, hook));
    console.print(
        result.mergeDriver()
            ? "merge driver: git merges the ledger by tasks and cells"
            : "merge driver: none; 'ledger hook install --merge-driver' adds it");
    if (result.hooks().stream().anyMatch(hook -> hook.status().shared())) {
      console.print("core.hooksPath names a folder that other repositories may share");
    }
    result
        .framework()
        .ifPresent(
            tool ->
                console.print(
                    tool.name()
                        + " manages hooks here "
                        + (tool.wired()
                            ? "and calls ledger"
                            : "and does not call ledger; 'ledger hook install' says what to add")
                        + "  ("
                        + command.shown(tool.file())
                        + ")"));
  }

  private static void print(LedgerCommand command, TriedHook hook) {
    HookStatus status = hook.status();
    String state =
        switch (status.state()) {
          case INSTALLED -> installed(hook);
          case OUTDATED -> "was written by another version; run 'ledger hook install'";
          case OTHER -> "is not ledger's; 'ledger hook install' chains it";
          case ABSENT -> "is not installed";
        };
    String file = command.shown(status.file());
    command.console().print(status.kind().file() + " " + state + "  (" + file + ")");
    if (status.earlier() != null) {
      command.console().print("  runs first: " + command.shown(status.earlier()));
    }
  }

  private static String installed(TriedHook hook) {
    if (!hook.status().launcherRuns()) {
      return "cannot run: " + hook.status().launcher() + " is gone";
    }
    String work = hook.status().kind().refuses() ? "refuses a broken ledger" : "warns";
    return switch (hook.firing()) {
      case FIRES -> "fires: it " + work;
      case SILENT -> "is installed, but git does not run it; see 'git config core.hooksPath'";
      case UNKNOWN ->
          "is installed: it " + work + "; not tried, because that needs git 2.36 or newer";
    };
  }

  static String json(HookStatusResult result) {
    return Json.write(
        Json.object(
            "schema",
            "ledger-hooks/1",
            "hooks",
            result.hooks().stream().map(HookText::json).toList(),
            "mergeDriver",
            result.mergeDriver(),
            "framework",
            result
                .framework()
                .map(tool -> Json.object("name", tool.name(), "wired", tool.wired()))
                .orElse(null)));
  }

  private static Map<String, @Nullable Object> json(TriedHook hook) {
    HookStatus status = hook.status();
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
        hook.firing() == HookProbe.Firing.UNKNOWN ? null : hook.firing() == HookProbe.Firing.FIRES);
  }
}
