package ledger.app.task;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import ledger.app.edit.EditResult;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.document.work.Ready;
import org.jspecify.annotations.Nullable;

/** The calls of {@link ledger.app.App} that concern what could be begun now. */
public final class NextCalls {
  private final Session session;

  public NextCalls(Session session) {
    this.session = session;
  }

  /**
   * What could be begun now.
   *
   * @param owner leaves out the tasks of others; null for all
   */
  public Ready ready(@Nullable String owner) throws IOException, InvalidFiles, Failure {
    return call(() -> NextTask.ready(session, owner));
  }

  /** Begins the task that should be next. */
  public EditResult start(NextRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> NextTask.start(session, request));
  }
}
