package ledger.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.document.Ledger;
import ledger.document.Mentions;
import ledger.document.TaskId;
import ledger.git.Checkout;
import ledger.git.PastIds;
import ledger.workspace.Store;
import ledger.workspace.Workspace;

/**
 * Every ID that is or ever was: named in the ledger or the archive, by pages and results, or in
 * git's history of them. None of them is given again.
 */
final class UsedIds {
  private UsedIds() {}

  static Set<TaskId> of(Ledger ledger, Workspace workspace, Context context) throws IOException {
    Set<TaskId> used = new HashSet<>(ledger.mentioned());
    used.addAll(TakenIds.of(workspace));
    byte[] archive = Store.content(workspace.archive());
    if (archive != null) {
      used.addAll(Mentions.named(new String(archive, StandardCharsets.UTF_8)));
    }
    Optional<Checkout> found = Checkout.find(workspace.ledger(), context.env());
    if (found.isPresent()) {
      try (Checkout checkout = found.get()) {
        used.addAll(
            PastIds.of(
                checkout,
                List.of(
                    workspace.ledger(),
                    workspace.archive(),
                    workspace.pages(),
                    workspace.results())));
      }
    }
    return used;
  }
}
