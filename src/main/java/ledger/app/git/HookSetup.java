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
import ledger.git.framework.FrameworkCall;
import ledger.git.framework.Frameworks;
import ledger.git.framework.HookFramework;
import ledger.git.framework.HookFramework.Chained;
import ledger.git.hook.HookKind;
import ledger.git.hook.HookProbe;
import ledger.git.hook.HookStatus;
import ledger.git.hook.HookedFiles;
import ledger.git.hook.Hooks;
import ledger.git.hook.MergeDriver;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** Installs git's hooks and the merge driver, removes them, and reports their state. */
public final class HookSetup {
  private final Checkout checkout;
  private final Path launcher;
  private final String ledger;
  private final Hooks hooks;
  private final MergeDriver driver;
  private final Optional<HookFramework> framework;

  private HookSetup(Checkout checkout, Workspace workspace, Path launcher) throws IOException {
    HookedFiles files =
        new HookedFiles(
            workspace.ledger(), workspace.settings(), Workspace.in(checkout.root()).ledger());
    this.checkout = checkout;
    this.launcher = launcher;
    this.ledger = files.in(checkout).ledger();
    this.hooks = Hooks.of(checkout, files, launcher);
    this.driver =
        MergeDriver.of(
            checkout, workspace.ledger(), workspace.archive(), workspace.pages(), launcher);
    this.framework = Frameworks.find(checkout, hooks.folder(), files, launcher);
  }

  private interface HookWork<T> {
    T run(HookSetup setup) throws IOException, Failure;
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
      return work.run(new HookSetup(checkout, workspace, launcher));
    }
  }

  public static HookInstallResult install(Session session, HookInstallRequest request)
      throws IOException, Failure {
    return in(session, request.launcher(), setup -> setup.install(request));
  }

  /**
   * Ends the checks of this ledger and removes the merge driver. With the last ledger, removes the
   * hooks and restores those that were there before.
   */
  public static HookStatusResult uninstall(Session session, @Nullable Path launcher)
      throws IOException, Failure {
    return in(
        session,
        launcher,
        setup -> {
          setup.driver.uninstall();
          List<HookStatus> left = setup.hooks.uninstall();
          if (setup.framework.isEmpty() || setup.framework.get().calls().isEmpty()) {
            Frameworks.forget(setup.checkout);
          }
          return setup.result(left);
        });
  }

  /** Has git run each installed hook. */
  public static HookStatusResult status(Session session, @Nullable Path launcher)
      throws IOException, Failure {
    return in(session, launcher, setup -> setup.result(setup.hooks.status()));
  }

  private HookInstallResult install(HookInstallRequest request) throws IOException, Failure {
    if (request.chain()) {
      requireChaining();
    }
    boolean drives = request.mergeDriver() && !driver.isInstalled();
    try {
      if (request.mergeDriver()) {
        driver.install();
      }
      return framework.isPresent() && !request.chain()
          ? left(framework.get())
          : new HookInstallResult.HooksInstalled(result(hooks.install()));
    } catch (IOException e) {
      if (drives) {
        forget(e);
      }
      throw e;
    }
  }

  private void requireChaining() throws Failure {
    if (framework.isPresent() && framework.get().chained() == Chained.IMPOSSIBLE) {
      throw Failure.cannot(
          framework.get().name() + "'s own hooks would no longer run behind another hook",
          "'ledger hook install' without --chain says what to add to them");
    }
  }

  private HookInstallResult left(HookFramework tool) throws IOException {
    boolean byPath = Frameworks.configure(checkout, launcher);
    return new HookInstallResult.LeftToFramework(
        tool.name(), tool.file(), tool.additions(), tool.afterwards(), tool.chained(), byPath);
  }

  private void forget(IOException because) {
    try {
      driver.uninstall();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private HookStatusResult result(List<HookStatus> all) throws IOException {
    List<TriedHook> tried = new ArrayList<>();
    for (HookStatus status : all) {
      boolean ours = status.state() == HookStatus.HookState.INSTALLED;
      tried.add(
          new TriedHook(status, ours ? hooks.fires(status.kind()) : HookProbe.Firing.UNKNOWN));
    }
    return new HookStatusResult(
        tried,
        hooks.ledgers(),
        hooks.gone(),
        driver.isInstalled(),
        driver.isOnlyNamed(),
        framework.isEmpty() ? Optional.empty() : Optional.of(tried(framework.get())));
  }

  private TriedFramework tried(HookFramework tool) throws IOException {
    Optional<FrameworkCall> call = Frameworks.call(tool, ledger, HookKind.PRE_COMMIT);
    boolean merges = Frameworks.call(tool, ledger, HookKind.PRE_MERGE_COMMIT).isPresent();
    boolean installed =
        tool.isInstalled(HookKind.PRE_COMMIT)
            && (!merges || tool.isInstalled(HookKind.PRE_MERGE_COMMIT));
    HookProbe.Firing firing =
        call.isPresent() && installed ? tool.fires(call.get()) : HookProbe.Firing.UNKNOWN;
    return new TriedFramework(
        tool.name(), tool.file(), call.isPresent(), merges, installed, firing);
  }
}
