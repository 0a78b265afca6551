package ledger.cli.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.app.git.HookInstallResult.LeftToFramework;
import ledger.app.git.HookStatusResult;
import ledger.app.git.TriedFramework;
import ledger.app.git.TriedHook;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.git.framework.HookFramework;
import ledger.git.hook.HookProbe;
import ledger.git.hook.HookStatus;
import org.jspecify.annotations.Nullable;

/** Hooks in words and in JSON. */
final class HookText {
  private HookText() {}

  /** What to do where another tool manages the hooks; returns the exit code. */
  static int explain(LedgerCommand command, LeftToFramework left) {
    Console console = command.console();
    String file = command.shown(left.file());
    if (left.additions().isEmpty()) {
      console.print(left.name() + " already calls ledger  (" + file + ")");
      return ExitCode.OK;
    }
    String start = left.name() + " manages the hooks here. Add this to ";
    for (HookFramework.Addition add : left.additions()) {
      String where = add.where().isEmpty() ? "" : ", " + add.where();
      console.print(start + command.shown(add.file()) + where + ":");
      console.print("");
      add.text().lines().forEach(line -> console.print("  " + line));
      console.print("");
      start = "And this to ";
    }
    notes(left).forEach(console::note);
    return ExitCode.NO;
  }

  private static List<String> notes(LeftToFramework left) {
    List<String> notes = new ArrayList<>();
    if (!left.afterwards().isEmpty()) {
      notes.add("then run '" + left.afterwards() + "', and so does everybody with a clone");
    }
    if (left.byPath()) {
      notes.add(
          "ledger is not in this repository: this clone's git configuration now names it"
              + " (ledger.command); other clones find it on the PATH or run 'ledger hook install'");
    }
    notes.add(
        switch (left.chained()) {
          case KEPT ->
              "no hook was installed; 'ledger hook install --chain' installs one that "
                  + left.name()
                  + " keeps and runs first";
          case OVERWRITTEN ->
              "no hook was installed; 'ledger hook install --chain' installs one until '"
                  + left.afterwards()
                  + "' overwrites it";
          case IMPOSSIBLE -> "no hook was installed";
        });
    return notes;
  }

  static String json(LeftToFramework left) {
    return Json.write(
        Json.object(
            "schema",
            "ledger-hook-advice/1",
            "framework",
            left.name(),
            "file",
            left.file().toString(),
            "add",
            left.additions().stream()
                .map(
                    add ->
                        Json.object(
                            "file",
                            add.file().toString(),
                            "where",
                            add.where(),
                            "text",
                            add.text()))
                .toList(),
            "afterwards",
            left.afterwards(),
            "chained",
            left.chained().name().toLowerCase(Locale.ROOT),
            "byPath",
            left.byPath()));
  }

  static void print(LedgerCommand command, HookStatusResult result) {
    Console console = command.console();
    boolean managed = result.framework().isPresent();
    result.hooks().stream()
        .filter(hook -> !managed || hook.status().state() != HookStatus.HookState.OTHER)
        .forEach(hook -> print(command, hook));
    console.print(
        result.mergeDriver()
            ? "merge driver: git merges the ledger by tasks and cells"
            : result.onlyNamed()
                ? "merge driver: named in .gitattributes, but not set up in this clone, so git merges"
                    + " the ledger by lines; 'ledger hook install --merge-driver' sets it up"
                : "merge driver: none; 'ledger hook install --merge-driver' adds it");
    if (result.hooks().stream().anyMatch(hook -> hook.status().shared())) {
      console.print("core.hooksPath names a folder that other repositories may share");
    }
    if (!result.ledgers().isEmpty()) {
      console.print("ledger's hooks check " + String.join(", ", result.ledgers()));
    }
    for (String gone : result.gone()) {
      console.print(
          gone + " is not here; 'git config --fixed-value --unset ledger.hook PATH' takes it away");
    }
    result.framework().ifPresent(tool -> print(command, tool));
  }

  private static void print(LedgerCommand command, TriedFramework tool) {
    String file = "  (" + command.shown(tool.file()) + ")";
    String advice = "'ledger hook install' says what to add";
    String state;
    if (!tool.wired()) {
      state = "does not call ledger for this ledger; " + advice;
    } else if (!tool.installed()) {
      state = "calls ledger, but is not installed in this clone, so that git does not run it";
    } else if (tool.firing() == HookProbe.Firing.SILENT) {
      state = "should call ledger, but when this was tried it did not";
    } else if (!tool.merges()) {
      state = "calls ledger on commits, but not on merges; " + advice;
    } else {
      boolean tried = tool.firing() == HookProbe.Firing.FIRES;
      state = "calls ledger on commits and merges; " + (tried ? "tried" : "not tried");
    }
    command.console().print(tool.name() + " manages the hooks here. It " + state + file);
  }

  private static void print(LedgerCommand command, TriedHook hook) {
    HookStatus status = hook.status();
    String state =
        switch (status.state()) {
          case INSTALLED -> installed(hook);
          case UNLISTED -> "checks other ledgers only; 'ledger hook install' adds this one";
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
            "ledgers",
            result.ledgers(),
            "gone",
            result.gone(),
            "mergeDriver",
            result.mergeDriver(),
            "mergeDriverOnlyNamed",
            result.onlyNamed(),
            "framework",
            result.framework().map(HookText::json).orElse(null)));
  }

  private static Map<String, @Nullable Object> json(TriedFramework tool) {
    return Json.object(
        "name",
        tool.name(),
        "file",
        tool.file().toString(),
        "wired",
        tool.wired(),
        "merges",
        tool.merges(),
        "installed",
        tool.installed(),
        "fires",
        fires(tool.firing()));
  }

  private static @Nullable Boolean fires(HookProbe.Firing firing) {
    return firing == HookProbe.Firing.UNKNOWN ? null : firing == HookProbe.Firing.FIRES;
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
        fires(hook.firing()));
  }
}
