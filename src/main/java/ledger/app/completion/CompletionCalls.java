package ledger.app.completion;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import org.jspecify.annotations.Nullable;

/** The calls of {@link ledger.app.App} that concern completion in shells. */
public final class CompletionCalls {
  private final Session session;

  public CompletionCalls(Session session) {
    this.session = session;
  }

  /**
   * Sets completion up for every shell that is begun from now on.
   *
   * @param shell null for the user's
   * @param program what the user calls
   */
  public CompletionSetup install(@Nullable Shell shell, String program, boolean dryRun)
      throws IOException, InvalidFiles, Failure {
    return call(() -> UserShell.of(session, shell).install(program, dryRun));
  }

  /** Takes it away again. */
  public CompletionSetup uninstall(@Nullable Shell shell, String program, boolean dryRun)
      throws IOException, InvalidFiles, Failure {
    return call(() -> UserShell.of(session, shell).uninstall(program, dryRun));
  }

  /** What a user may write here: nothing where there is no ledger, or none that can be read. */
  public KnownWords words() {
    return KnownWords.of(session);
  }
}
