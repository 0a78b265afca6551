package ledger.app.environment;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;

/** The calls of {@link ledger.app.App} that concern the environments of experiments. */
public final class EnvironmentCalls {
  private final Session session;

  public EnvironmentCalls(Session session) {
    this.session = session;
  }

  /** Asks the package index for newer releases than environments lock. */
  public OutdatedResult outdated(OutdatedRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> OutdatedEnvironments.run(session, request));
  }

  /** Locks the requirements of an environment again. */
  public EnvUpdateResult update(EnvUpdateRequest request)
      throws IOException, InvalidFiles, Failure {
    return call(() -> EnvironmentUpdate.run(session, request));
  }
}
