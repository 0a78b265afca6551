package ledger.app;

import java.io.IOException;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.task.EditResult;
import ledger.app.task.MoveRequest;
import ledger.app.task.MoveTask;
import ledger.document.edit.Refusal;
import ledger.evidence.store.DamagedRecord;
import ledger.text.InvalidText;

/**
 * Everything that ledger can do, a call for each verb. A surface needs nothing below this.
 *
 * <p>Every call may end in an {@link IOException} of the file system, in {@link InvalidFiles} if
 * something that it reads has errors, or in a {@link Failure} that says why it has no result.
 */
public final class App {
  private final Session session;

  public App(Session session) {
    this.session = session;
  }

  /** Takes tasks to another state, or to another place of their table. */
  public EditResult move(MoveRequest request) throws IOException, InvalidFiles, Failure {
    return call(() -> MoveTask.run(session, request));
  }

  private interface UseCase<T> {
    T run() throws IOException, InvalidText, InvalidFiles, Refusal, Failure;
  }

  /** Runs a use case; exceptions of the parts become the three that surfaces know. */
  private static <T> T call(UseCase<T> useCase) throws IOException, InvalidFiles, Failure {
    try {
      return useCase.run();
    } catch (InvalidText e) {
      throw new InvalidFiles(List.of(e.problem()));
    } catch (DamagedRecord e) {
      throw new InvalidFiles(List.of(e.problem()));
    } catch (Refusal e) {
      throw Failure.cannot(String.valueOf(e.getMessage()), e.help());
    }
  }
}
