package ledger.app.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.Mentions;
import ledger.document.TaskId;
import ledger.git.Checkout;
import ledger.git.history.PastIds;
import ledger.workspace.Store;
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
  private final Map<String, String> env;
  private @Nullable Set<String> tips;
  private Set<TaskId> committed = Set.of();

  public UsedIds(Workplace workplace) {
    this.workspace = workplace.workspace();
    this.env = workplace.session().env();
  }

  /** All of them as of now. */
  public Set<TaskId> of(Ledger ledger) throws IOException {
    Set<TaskId> used = new HashSet<>(ledger.mentioned());
    used.addAll(TakenIds.of(workspace));
    byte[] archive = Store.content(workspace.archive());
    if (archive != null) {
      used.addAll(Mentions.named(new String(archive, StandardCharsets.UTF_8)));
    }
    used.addAll(committed());
    return used;
  }

  private Set<TaskId> committed() throws IOException {
    Optional<Checkout> found = Checkout.find(workspace.ledger(), env);
    if (found.isEmpty()) {
      return Set.of();
    }
    try (Checkout checkout = found.get()) {
      Set<String> now = PastIds.tips(checkout);
      if (!now.equals(tips)) {
        committed =
            PastIds.of(
                checkout,
                List.of(
                    workspace.ledger(),
                    workspace.archive(),
                    workspace.pages(),
                    workspace.results()));
        tips = now;
      }
      return committed;
    }
  }
}
