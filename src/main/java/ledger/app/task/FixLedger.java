package ledger.app.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Workplace;
import ledger.check.Fixes;
import ledger.document.edit.Change;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;

/** Fixes in a ledger's file what can be fixed without a decision. */
public final class FixLedger {
  private FixLedger() {}

  public static EditResult run(Workplace workplace, boolean dryRun)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    return Editing.run(workplace, FixLedger::plan, dryRun);
  }

  private static List<Effect> plan(Draft draft) throws IOException, InvalidText, Refusal {
    List<Effect> effects = new ArrayList<>();
    for (Change change : Fixes.of(draft.ledger(), draft.workplace().layout())) {
      draft.change(change);
      effects.add(new Effect.Fixed(change));
    }
    return effects;
  }
}
