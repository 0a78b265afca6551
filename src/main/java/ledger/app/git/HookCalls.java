package ledger.app.git;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import java.nio.file.Path;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import org.jspecify.annotations.Nullable;

/** The calls of {@link ledger.app.App} that concern git's hooks. */
public final class HookCalls {
  private final Session session;

  public HookCalls(Session session) {
    this.session = session;
  }

  /** Installs them. */
  public HookInstallResult install(HookInstallRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> HookSetup.install(session, request));
  }

  /** Removes them, and the merge driver. */
  public HookStatusResult uninstall(@Nullable Path launcher)
      throws IOException, InvalidFiles, Failure {
    return call(() -> HookSetup.uninstall(session, launcher));
  }

  /** Has git run each installed hook, and reports the state of all of them. */
  public HookStatusResult status(@Nullable Path launcher)
      throws IOException, InvalidFiles, Failure {
    return call(() -> HookSetup.status(session, launcher));
  }
}
