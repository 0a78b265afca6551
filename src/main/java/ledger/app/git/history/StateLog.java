package ledger.app.git.history;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.PastLedger;
import ledger.app.session.Session;
import ledger.document.TaskChange;
import ledger.document.TaskId;
import ledger.git.Checkout;
import ledger.git.history.History;
import ledger.text.InvalidText;
import ledger.workspace.Settings;

/** Reads from git which task changed when, by whom, in which commit. */
public final class StateLog {
  private StateLog() {}

  public static LogResult run(Session session, LogRequest request)
      throws IOException, InvalidText, Failure {
    History history = history(PastLedger.find(session));
    List<History.Step> commits =
        history.steps().reversed().stream()
            .map(step -> wanted(step, request))
            .filter(step -> !step.changes().isEmpty())
            .limit(Math.max(0, request.limit()))
            .toList();
    return new LogResult(commits, history.unread(), history.shallow());
  }

  private static History history(PastLedger past) throws IOException, InvalidText, Failure {
    try (Checkout checkout = past.repository()) {
      String path = PastLedger.path(checkout, past.workspace().ledger());
      Settings settings = past.settings(checkout, "HEAD");
      return History.read(checkout, path, settings.layout());
    }
  }

  private static History.Step wanted(History.Step step, LogRequest request) {
    return new History.Step(
        step.revision(),
        step.changes().stream().filter(change -> wanted(change, request)).toList(),
        step.cut());
  }

  private static boolean wanted(TaskChange change, LogRequest request) {
    String word = request.task();
    Optional<TaskId> only = word == null ? Optional.empty() : TaskId.typed(word);
    boolean asked = word == null || only.filter(change.id()::equals).isPresent();
    return asked && (request.edits() || change.kind() != TaskChange.ChangeKind.EDITED);
  }
}
