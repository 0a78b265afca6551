package ledger.app.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.app.edit.Draft;
import ledger.app.edit.EditResult;
import ledger.app.edit.Editing;
import ledger.app.edit.Effect;
import ledger.app.edit.NextId;
import ledger.app.ledger.UsedIds;
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
    NextId next = new NextId(null, new UsedIds(workplace));
    return Editing.run(workplace, draft -> plan(draft, next), dryRun);
  }

  private static List<Effect> plan(Draft draft, NextId next)
      throws IOException, InvalidText, Refusal, Failure {
    List<Effect> effects = new ArrayList<>(next.adopt(draft));
    for (Change change : Fixes.of(draft.ledger())) {
      draft.change(change);
      effects.add(new Effect.Fixed(change));
    }
    return effects;
  }
}
