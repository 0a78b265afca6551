package ledger.app.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.git.Checkout;
import ledger.git.hook.HookFramework;
import ledger.git.hook.HookProbe;
import ledger.git.hook.HookStatus;
import ledger.git.hook.HookedFiles;
import ledger.git.hook.Hooks;
import ledger.git.hook.MergeDriver;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** Installs git's hooks and the merge driver, removes them, and reports their state. */
public final class HookSetup {
  private final Hooks hooks;
  private final MergeDriver driver;

  private HookSetup(Hooks hooks, MergeDriver driver) {
    this.hooks = hooks;
    this.driver = driver;
  }

  private interface HookWork<T> {
    T run(HookSetup setup) throws IOException;
  }

  private static <T> T in(Session session, @Nullable Path launcher, HookWork<T> work)
      throws IOException, Failure {
    Workspace workspace = Workplace.find(session);
    Path ledger = workspace.ledger();
    Optional<Checkout> found = Checkout.find(ledger, session.env());
    if (found.isEmpty()) {
      throw Failure.cannot(
          session.shown(ledger) + " is not in a git repository", "'git init' makes one");
    }
    try (Checkout checkout = found.get()) {
      if (launcher == null) {
        throw Failure.cannot(
            "the hook needs the launcher", "run this through bin/ledger, not java -jar");
      }
      HookedFiles files =
          new HookedFiles(ledger, workspace.settings(), Workspace.in(checkout.root()).ledger());
      return work.run(
          new HookSetup(
              Hooks.of(checkout, files, launcher),
              MergeDriver.of(checkout, ledger, workspace.archive(), workspace.pages(), launcher)));
    }
  }

  public static HookInstallResult install(Session session, HookInstallRequest request)
      throws IOException, Failure {
    return in(session, request.launcher(), setup -> setup.install(request));
  }

  /** Removes the hooks and the merge driver, and restores the hooks that were there before. */
  public static HookStatusResult uninstall(Session session, @Nullable Path launcher)
      throws IOException, Failure {
    return in(
        session,
        launcher,
        setup -> {
          setup.driver.uninstall();
          return setup.result(setup.hooks.uninstall());
        });
  }

  /** Has git run each installed hook. */
  public static HookStatusResult status(Session session, @Nullable Path launcher)
      throws IOException, Failure {
    return in(session, launcher, setup -> setup.result(setup.hooks.status()));
  }

  private HookInstallResult install(HookInstallRequest request) throws IOException {
    if (request.mergeDriver()) {
      driver.install();
    }
    Optional<HookFramework> framework = hooks.framework();
    return framework.isPresent() && !request.chain()
        ? new HookInstallResult.LeftToFramework(framework.get())
        : new HookInstallResult.HooksInstalled(result(hooks.install()));
  }

  private HookStatusResult result(List<HookStatus> all) throws IOException {
    List<TriedHook> tried = new ArrayList<>();
    for (HookStatus status : all) {
      boolean ours = status.state() == HookStatus.HookState.INSTALLED;
      tried.add(
          new TriedHook(status, ours ? hooks.fires(status.kind()) : HookProbe.Firing.UNKNOWN));
    }
    return new HookStatusResult(tried, driver.isInstalled(), hooks.framework());
  }
}
