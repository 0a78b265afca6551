package ledger.app.ledger;

import java.io.IOException;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.FileDiff;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.text.Numbers;
import ledger.workspace.EditedSince;
import ledger.workspace.Settings;
import ledger.workspace.Store;

/** Undoes the last commands that changed something: all of them or none. */
public final class Undo {
  private Undo() {}

  /** The commands that can be undone, newest first. */
  public static List<String> list(Session session) throws IOException, Failure {
    return workplace(session).store().undoable();
  }

  public static UndoResult run(Session session, int count, boolean dryRun)
      throws IOException, Failure {
    Workplace workplace = workplace(session);
    if (count < 1) {
      throw Failure.wrongRequest(
          "nothing to undo with " + count, "'ledger undo --list' shows what can be undone");
    }
    try {
      Store store = workplace.store();
      Store.Undone undone = dryRun ? store.undoing(count) : store.undo(count);
      if (undone.known() > 0 && undone.known() < count) {
        throw Failure.no(
            "only "
                + Numbers.count(undone.known(), "command", "commands")
                + " can be undone; nothing was undone",
            "'ledger undo --list' shows them");
      }
      return new UndoResult(undone.commands(), FileDiff.of(workplace, undone.files()), null);
    } catch (EditedSince e) {
      return new UndoResult(
          List.of(),
          List.of(),
          new UndoResult.Obstacle(
              session.shown(e.change().file()), e.newer(), FileDiff.of(workplace, e.change())));
    }
  }

  /** Without the settings: a mistake in them must not prevent undoing it. */
  private static Workplace workplace(Session session) throws IOException, Failure {
    return new Workplace(session, Workplace.find(session), Settings.DEFAULT);
  }
}
