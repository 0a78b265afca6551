package ledger.git.framework;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.git.Checkout;
import ledger.git.hook.HookKind;
import ledger.git.hook.HookProbe;
import ledger.git.hook.HookedFiles;

/** The tools that manage hooks, and what holds for all of them. */
public final class Frameworks {
  /** The hooks that can refuse: a tool should run ledger in both. */
  static final List<HookKind> REFUSING = List.of(HookKind.PRE_COMMIT, HookKind.PRE_MERGE_COMMIT);

  private interface Finder {
    Optional<HookFramework> find(FrameworkSite site) throws IOException;
  }

  private Frameworks() {}

  /**
   * The tool that manages the hooks of a checkout; empty if none does.
   *
   * @param hooks where git looks for hooks
   * @param launcher ledger's command
   * @throws IOException if its configuration cannot be read
   */
  public static Optional<HookFramework> find(
      Checkout checkout, Path hooks, HookedFiles checked, Path launcher) throws IOException {
    FrameworkSite site =
        new FrameworkSite(checkout, hooks, checked.in(checkout), portable(checkout, launcher));
    for (Finder finder : List.<Finder>of(Husky::find, Lefthook::find, PreCommit::find)) {
      Optional<HookFramework> found = finder.find(site);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The launcher from the root, if git has it, so that every clone does. */
  private static String portable(Checkout checkout, Path launcher) throws IOException {
    Optional<String> inside = checkout.inRepository(launcher);
    boolean everywhere = inside.isPresent() && checkout.has(launcher);
    return everywhere ? (inside.get().contains("/") ? "" : "./") + inside.get() : "";
  }

  /**
   * Names ledger's command in this clone's configuration, where files that other clones have too
   * cannot name it.
   *
   * @return whether that was necessary
   */
  public static boolean configure(Checkout checkout, Path launcher) throws IOException {
    if (!portable(checkout, launcher).isEmpty()) {
      return false;
    }
    String command = launcher.toAbsolutePath().normalize().toString();
    checkout.git().run("config", FrameworkSite.COMMAND, command).orFail("git config");
    return true;
  }

  /** Takes back {@link #configure}. */
  public static void forget(Checkout checkout) throws IOException {
    if (checkout.git().run("config", "--get", FrameworkSite.COMMAND).exit() == 0) {
      checkout.git().run("config", "--unset-all", FrameworkSite.COMMAND).orFail("git config");
    }
  }

  /** The call that checks a ledger in a hook, if there is one. */
  public static Optional<FrameworkCall> call(HookFramework tool, String ledger, HookKind kind)
      throws IOException {
    return tool.calls().stream()
        .filter(call -> call.ledger().equals(ledger) && call.kinds().contains(kind))
        .findFirst();
  }

  static boolean covers(HookFramework tool, FrameworkSite site, HookKind kind) throws IOException {
    return call(tool, site.files().ledger(), kind).isPresent();
  }

  static HookProbe.Firing ask(
      FrameworkSite site, FrameworkCall call, Map<String, String> variables, List<String> command)
      throws IOException {
    return HookProbe.ask(
            site.checkout().git(), HookProbe.checked(call.ledger()), variables, command)
        .firing();
  }
}
