package ledger.app.task;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ledger.app.edit.EditResult;
import ledger.app.edit.Editing;
import ledger.app.edit.Effect;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.State;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;

/** Lays tables out in columns; no cell says anything else afterwards. */
public final class AlignTables {
  private AlignTables() {}

  public static EditResult run(Session session, List<String> names, boolean dryRun)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    Set<State> states = new HashSet<>();
    for (String word : names) {
      states.add(workplace.state(word));
    }
    if (names.isEmpty()) {
      states.addAll(workplace.layout().states());
    }
    return Editing.run(
        workplace,
        draft -> {
          draft.align(states);
          return List.of(new Effect.Aligned());
        },
        dryRun);
  }
}
