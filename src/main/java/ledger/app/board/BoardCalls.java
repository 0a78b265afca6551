package ledger.app.board;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import ledger.app.results.CurrentEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.workspace.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link ledger.app.App} that concern boards. Who keeps one has the evidence of a task
 * judged again only when the row, its page, its records or an experiment have changed.
 */
public final class BoardCalls {
  private final Session session;
  private @Nullable KnownEvidence known;

  public BoardCalls(Session session) {
    this.session = session;
  }

  /** The ledger as a board; a file that cannot be read is a board with its problems. */
  public synchronized BoardView view() throws IOException, InvalidFiles, Failure {
    return call(
        () ->
            BuildBoard.run(
                session,
                workplace -> {
                  KnownEvidence now = known;
                  if (now == null || !now.settings().equals(workplace.settings())) {
                    now = new KnownEvidence(workplace.settings(), new CurrentEvidence(workplace));
                    known = now;
                  }
                  return now.evidence();
                }));
  }

  /** Has everything judged again, because what a run depended on may have changed anywhere. */
  public synchronized void forget() {
    known = null;
  }

  private record KnownEvidence(Settings settings, CurrentEvidence evidence) {}

  /** What is known of a task: its row, its page, its evidence. */
  public TaskView task(String id) throws IOException, InvalidFiles, Failure {
    return call(() -> TaskView.of(session, id));
  }

  /** Hears of changes to what a board shows, until it is closed. */
  public BoardWatch watch(Runnable listener) throws IOException, InvalidFiles, Failure {
    return BoardWatch.of(session, listener);
  }
}
