package ledger.app.edit;

import java.io.IOException;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.FileDiff;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Workplace;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;
import ledger.workspace.FileChange;
import ledger.workspace.Store;
import org.jspecify.annotations.Nullable;

/**
 * Edits a ledger and its pages: each edit is proven, and all of them are made or none, under the
 * lock.
 */
public final class Editing {
  private final Workplace workplace;
  private @Nullable Draft rehearsed;

  private Editing(Workplace workplace) {
    this.workplace = workplace;
  }

  /**
   * An edit. It is planned twice, so planning changes nothing except the draft that it is given.
   */
  public interface Verb {
    List<Effect> plan(Draft draft) throws IOException, InvalidText, InvalidFiles, Refusal, Failure;
  }

  /** What a verb planned. */
  private record Planned(List<FileChange> files, EditResult result) {}

  /**
   * Makes the edit, or only shows it.
   *
   * @param dryRun write nothing
   */
  public static EditResult run(Workplace workplace, Verb verb, boolean dryRun)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Editing editing = new Editing(workplace);
    return dryRun ? editing.plan(verb).result : editing.write(verb);
  }

  private EditResult write(Verb verb)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    rehearse(verb);
    return workplace.write(
        () -> {
          Planned planned = plan(verb);
          return new Store.Result<>(planned.files, planned.result);
        });
  }

  /**
   * Plans and proves once without the lock: what takes a cold process hundreds of milliseconds
   * takes a few the second time, and others wait while the lock is held. The result does not count,
   * not even an error, because another command may be changing the files.
   */
  private void rehearse(Verb verb) {
    try {
      Draft draft = Draft.of(workplace, null);
      rehearsed = draft;
      verb.plan(draft);
      draft.ledger();
    } catch (Exception e) {
      return; // Reported under the lock, if it is still the case.
    }
  }

  private Planned plan(Verb verb) throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Draft draft = Draft.of(workplace, rehearsed);
    rehearsed = null;
    RowsChanged.requireNone(draft.before(), workplace.session().expected());
    List<Effect> effects = verb.plan(draft);
    List<FileChange> files = draft.files();
    return new Planned(files, new EditResult(FileDiff.of(workplace, files), List.copyOf(effects)));
  }
}
