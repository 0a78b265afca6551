package ledger.app.board;

import static ledger.app.session.UseCase.call;

import java.io.IOException;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;

/** The calls of {@link ledger.app.App} that concern boards. */
public final class BoardCalls {
  private final Session session;

  public BoardCalls(Session session) {
    this.session = session;
  }

  /** The ledger as a board; a file that cannot be read is a board with its problems. */
  public BoardView view() throws IOException, InvalidFiles, Failure {
    return call(() -> BuildBoard.run(session));
  }

  /** What is known of a task: its row, its page, its evidence. */
  public TaskView task(String id) throws IOException, InvalidFiles, Failure {
    return call(() -> TaskView.of(session, id));
  }

  /** Hears of changes to what a board shows, until it is closed. */
  public BoardWatch watch(Runnable listener) throws IOException, InvalidFiles, Failure {
    return BoardWatch.of(session, listener);
  }
}
