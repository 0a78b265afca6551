package ledger.app.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.app.session.Session;
import ledger.app.session.Unseen;
import ledger.app.session.Workplace;
import ledger.document.IdForm;
import ledger.document.Ledger;
import ledger.document.Mentions;
import ledger.document.TaskId;
import ledger.git.Checkout;
import ledger.git.history.HistoryGap;
import ledger.git.history.MissingHistory;
import ledger.git.history.PastIds;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Every ID that is or ever was used: mentioned in the ledger or the archive, by pages and results,
 * or in git's history of these. None of them is assigned again.
 *
 * <p>The history takes long to read, so it is read once; when asked again, under the lock, this
 * only checks whether a branch or tag has moved since.
 */
public final class UsedIds {
  private final Workspace workspace;
  private final Session session;
  private final Set<HistoryGap> told = new HashSet<>();
  private @Nullable Set<String> tips;
  private Set<TaskId> committed = Set.of();

  public UsedIds(Workplace workplace) {
    this.workspace = workplace.workspace();
    this.session = workplace.session();
  }

  /** All of them as of now. */
  public Set<TaskId> of(Ledger ledger) throws IOException {
    IdForm form = ledger.layout().ids();
    Set<TaskId> used = new HashSet<>(ledger.mentioned());
    used.addAll(TakenIds.of(workspace));
    byte[] archive = workspace.files().content(workspace.archive());
    if (archive != null) {
      used.addAll(Mentions.named(new String(archive, StandardCharsets.UTF_8), form));
    }
    used.addAll(committed(form));
    return used;
  }

  /** As far as git can be read: an ID can be given without it, too. */
  private Set<TaskId> committed(IdForm form) {
    try {
      Optional<Checkout> found = Checkout.find(workspace.ledger(), session.env());
      return found.isEmpty() ? Set.of() : committed(found.get(), form);
    } catch (MissingHistory e) {
      tell(Set.of(e.gap()));
    } catch (IOException e) {
      tell(Set.of(HistoryGap.refused(e)));
    }
    return committed;
  }

  private Set<TaskId> committed(Checkout found, IdForm form) throws IOException {
    try (Checkout checkout = found) {
      Set<String> now = PastIds.tips(checkout);
      if (!now.equals(tips)) {
        PastIds past =
            PastIds.of(
                checkout,
                List.of(
                    workspace.ledger(),
                    workspace.archive(),
                    workspace.pages(),
                    workspace.results()),
                form);
        tell(past.gaps());
        committed = past.ids();
        tips = now;
      }
      return committed;
    }
  }

  /** Once, although an edit is planned twice. */
  private void tell(Set<HistoryGap> gaps) {
    List<HistoryGap> untold = gaps.stream().filter(told::add).toList();
    Unseen.USED_IDS.tell(session, untold);
  }
}
