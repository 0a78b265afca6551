package ledger.app.git.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.PastLedger;
import ledger.app.session.Session;
import ledger.document.Ledger;
import ledger.document.TaskChange;
import ledger.text.InvalidText;

/** Compares the tasks of two revisions. */
public final class RevisionDiff {
  private RevisionDiff() {}

  public static DiffResult run(Session session, DiffRequest request)
      throws IOException, InvalidText, InvalidFiles, Failure {
    PastLedger past = PastLedger.find(session);
    String to = request.to();
    Optional<Ledger> before = past.ledgerIn(request.from());
    Optional<Ledger> after = to == null ? Optional.of(past.newest()) : past.ledgerIn(to);
    List<String> without = new ArrayList<>();
    if (before.isEmpty()) {
      without.add(request.from());
    }
    if (after.isEmpty() && to != null) {
      without.add(to);
    }
    if (without.size() == 2) {
      throw past.absent(request.from());
    }
    return new DiffResult(
        TaskChange.between(before.orElse(PastLedger.NONE), after.orElse(PastLedger.NONE)),
        past.workspace().ledger(),
        without);
  }
}
